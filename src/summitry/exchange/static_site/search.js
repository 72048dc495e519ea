// Looks through the list that comes with the page; nothing is asked of any server.
(() => {
  const { rows, parties } = window.summitry;
  const form = document.getElementById("search");
  const list = document.getElementById("found");
  const count = document.getElementById("count");
  const MOST = 100;
  const folded = (text) => text.normalize("NFKC").toLowerCase();
  const known = rows.map((row) => {
    const names = [...row[2], ...row[3]].map((code) => `${code} ${parties[code]}`).join(" ");
    return folded(`${row[0]} ${row[1]} ${names} ${row[4]} ${row[6]} ${row[7].join(" ")} ${row[8]}`);
  });

  const fill = (name, values) => {
    for (const [value, words] of values) {
      const option = document.createElement("option");
      option.value = value;
      option.textContent = words;
      form.elements[name].append(option);
    }
  };
  fill("party", Object.entries(parties).sort((a, b) => a[1].localeCompare(b[1])));
  fill("theme", [...new Set(rows.map((row) => row[4]))].sort().map((theme) => [theme, theme]));

  const item = (row) => {
    const line = document.createElement("li");
    const link = document.createElement("a");
    link.href = `commitments/${encodeURIComponent(row[0])}.html`;
    link.textContent = row[0];
    const quote = document.createElement("q");
    quote.dir = "auto";
    quote.textContent = row[1];
    const facts = document.createElement("span");
    facts.className = "facts-line";
    const who = row[2].map((code) => parties[code]).join(", ");
    const whom = row[3].map((code) => parties[code]).join(", ");
    facts.textContent = [whom ? `${who} → ${whom}` : who, ...row[7], row[6], row[5], row[4], row[8]].filter(Boolean).join(" · ");
    line.append(link, document.createElement("br"), quote, document.createElement("br"), facts);
    return line;
  };

  const look = () => {
    const words = folded(form.elements.q.value).split(/\s+/).filter(Boolean);
    const { party, theme, force } = form.elements;
    const hits = [];
    for (let at = 0; at < rows.length; at += 1) {
      const row = rows[at];
      if (party.value && !row[2].includes(party.value) && !row[3].includes(party.value)) continue;
      if (theme.value && row[4] !== theme.value) continue;
      if (force.value && row[5] !== force.value) continue;
      if (words.every((word) => known[at].includes(word))) hits.push(row);
    }
    list.replaceChildren(...hits.slice(0, MOST).map(item));
    const told = `${hits.length} ${hits.length === 1 ? "commitment" : "commitments"}`;
    count.textContent = hits.length > MOST ? `${told}, the first ${MOST} shown` : told;
  };
  // A chart or a list leads here with what to look for.
  for (const [name, value] of new URLSearchParams(location.search)) {
    if (["q", "party", "theme", "force"].includes(name)) form.elements[name].value = value;
  }
  form.addEventListener("input", look);
  form.addEventListener("submit", (event) => { event.preventDefault(); look(); });
  look();
})();
