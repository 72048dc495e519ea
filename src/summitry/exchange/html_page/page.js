"use strict";
(() => {
  const rows = [...document.querySelectorAll("tr[data-r]")];
  const rowOf = new Map(rows.map((row) => [row.dataset.r, row]));
  const form = document.getElementById("filters");
  const count = document.getElementById("count");
  const sections = [...document.querySelectorAll("section.document")];
  const marks = [...document.querySelectorAll("mark[data-r], .text .number")];
  const marksOf = new Map();
  for (const mark of marks) {
    for (const name of mark.dataset.r.split(" ")) {
      if (!marksOf.has(name)) marksOf.set(name, []);
      marksOf.get(name).push(mark);
    }
  }
  const wordsOf = new Map();
  const words = (row) => {
    // What is read in the row, without the reasons, whose words would find everything.
    if (!wordsOf.has(row)) {
      const cells = [...row.cells].map((cell) => {
        const own = cell.cloneNode(true);
        for (const part of own.querySelectorAll(".reasons, .spoken")) part.remove();
        return own.textContent;
      });
      wordsOf.set(row, cells.join(" ").replace(/\s+/g, " ").toLocaleLowerCase());
    }
    return wordsOf.get(row);
  };

  const matches = (row, wish) =>
    (!wish.actor || row.dataset.actor.split("|").includes(wish.actor)) &&
    (!wish.theme || row.dataset.theme === wish.theme) &&
    (!wish.force || row.dataset.force === wish.force) &&
    (!wish.verifiable || row.dataset.verifiable === wish.verifiable) &&
    (!wish.amount || Number(row.dataset.amount) >= 0) &&
    (!wish.deadline || row.dataset.deadline !== "9999") &&
    wish.words.every((word) => words(row).includes(word));

  const filter = () => {
    const wish = Object.fromEntries(new FormData(form));
    wish.words = (wish.words || "").toLocaleLowerCase().split(/\s+/).filter(Boolean);
    const filtered = wish.words.length > 0 ||
      ["actor", "theme", "force", "verifiable", "amount", "deadline"].some((name) => wish[name]);
    let left = 0;
    for (const row of rows) {
      row.hidden = !matches(row, wish);
      if (!row.hidden) left += 1;
    }
    for (const mark of marks) {
      if (!mark.matches("mark")) continue;
      const names = mark.dataset.r.split(" ");
      mark.classList.toggle("off", names.every((name) => rowOf.has(name) && rowOf.get(name).hidden));
    }
    let documents = 0;
    for (const section of sections) {
      const own = [...section.querySelectorAll("tr[data-r]")];
      const here = own.filter((row) => !row.hidden).length;
      section.hidden = sections.length > 1 && filtered && here === 0;
      if (!section.hidden) documents += 1;
      const share = document.querySelector(`[data-share="${section.id.slice(2)}"]`);
      if (share) {
        share.textContent = filtered ? `${here} of ${own.length}` : String(own.length);
        share.closest("li").classList.toggle("none", section.hidden);
      }
    }
    const places = sections.length > 1 && filtered ? ` in ${documents} of ${sections.length} documents` : "";
    count.textContent = filtered
      ? `${left} of ${rows.length} commitments shown${places}`
      : `All ${rows.length} commitments shown`;
  };

  const text = (row, kind) => row.querySelector(`td.${kind}`).textContent.trim().replace(/\s+/g, " ");
  const last = "\uffff";
  const keys = {
    place: (row) => Number(row.dataset.place),
    who: (row) => text(row, "who") || last,
    whom: (row) => text(row, "whom") || last,
    amount: (row) => -Number(row.dataset.amount),
    deadline: (row) => row.dataset.deadline,
    force: (row) => Number(row.dataset.strength),
    verifiable: (row) => (row.dataset.verifiable === "yes" ? 0 : 1),
    theme: (row) => row.dataset.theme,
  };
  const compare = (a, b) =>
    typeof a === "string" ? a.localeCompare(b, "en") : a - b;

  const sort = (table, key, descending) => {
    const body = table.tBodies[0];
    const keyed = [...body.rows].map((row) => [keys[key](row), Number(row.dataset.place), row]);
    keyed.sort((a, b) => (descending ? -1 : 1) * compare(a[0], b[0]) || a[1] - b[1]);
    body.append(...keyed.map((entry) => entry[2]));
    for (const head of table.tHead.rows[0].cells) {
      if (head.dataset.key === key) {
        head.setAttribute("aria-sort", descending ? "descending" : "ascending");
      } else {
        head.removeAttribute("aria-sort");
      }
    }
  };

  for (const head of document.querySelectorAll("th[data-key]")) {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = head.textContent;
    // Browsers do not repeat buttons at the top of every printed page.
    const printed = document.createElement("span");
    printed.className = "on-paper";
    printed.textContent = head.textContent;
    head.replaceChildren(button, printed);
    button.addEventListener("click", () =>
      sort(head.closest("table"), head.dataset.key, head.getAttribute("aria-sort") === "ascending"));
  }

  // Beside the table the text scrolls by itself, and both ends of the link are brought into view.
  const show = (aim, row) => {
    const pane = aim.closest(".text") || row.closest(".pair").querySelector(".text");
    const passage = document.getElementById(`p-${row.dataset.r}`);
    if (passage && getComputedStyle(pane).position === "sticky") {
      row.scrollIntoView({ block: "nearest" });
      const off = passage.getBoundingClientRect().top - pane.getBoundingClientRect().top;
      if (off < 60 || off > pane.clientHeight - 160) {
        pane.scrollTop += off - 120;
      }
    }
    aim.scrollIntoView({ block: "nearest" });
  };

  let current = [];
  const follow = () => {
    for (const part of current) part.classList.remove("now");
    current = [];
    const section = /^#d-\d+$/.test(location.hash) && document.querySelector(location.hash);
    if (section && section.hidden) {
      section.hidden = false;
      section.scrollIntoView();
    }
    const [, side, name] = /^#([pr])-(\d+-s?\d+)$/.exec(location.hash) || [];
    if (!name) return;
    const row = document.getElementById(`r-${name}`);
    const passage = document.getElementById(`p-${name}`);
    const aim = side === "p" && passage ? passage : row;
    current = [row, ...(marksOf.get(name) || [])].filter(Boolean);
    for (const part of current) part.classList.add("now");
    if (!aim) return;
    aim.closest("section").hidden = false;
    if (aim.hidden) {
      aim.hidden = false;
      count.textContent += `; no. ${row.dataset.place} is shown because you came from its passage`;
    }
    const shut = aim.closest("details:not([open])");
    if (shut) shut.open = true;
    show(aim, row);
    const link = aim.matches("a") ? aim : aim.querySelector("a.number");
    if (link) link.focus({ preventScroll: true });
  };

  const go = (hash) => {
    if (location.hash === hash) follow();
    else location.hash = hash;
  };

  document.addEventListener("click", (event) => {
    if (event.target.closest("a, button, summary, .reasons, select, input, label")) return;
    if (String(getSelection())) return;
    const mark = event.target.closest("mark[data-r]");
    if (mark) {
      const names = mark.dataset.r.split(" ");
      go(`#r-${names.find((name) => rowOf.has(name) && !rowOf.get(name).hidden) || names[0]}`);
      return;
    }
    const row = event.target.closest("tr[data-r], li[data-r]");
    if (row) go(`#p-${row.dataset.r}`);
  });

  form.addEventListener("input", (event) => {
    if (event.target.name === "order") {
      for (const table of document.querySelectorAll("table.commitments")) sort(table, event.target.value, false);
    } else {
      filter();
    }
  });
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("reset", () => setTimeout(() => {
    filter();
    for (const table of document.querySelectorAll("table.commitments")) sort(table, "place", false);
  }));
  addEventListener("hashchange", follow);
  if (rows.length) {
    form.hidden = false;
    form.reset();
    filter();
  }
  document.documentElement.classList.add("live");
  follow();
})();
