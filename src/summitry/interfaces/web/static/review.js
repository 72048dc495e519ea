// Reviewing by keyboard: goes from entry to entry, decides without leaving the page, and shows
// who was there first. Without scripts every button is a plain form.
const csrf = document.querySelector("meta[name=csrf]").content;
const cards = [...document.querySelectorAll(".card")];
const keys = document.getElementById("keys");
const waiting = document.getElementById("waiting");
const said = document.getElementById("said");
let now = null;

const byId = (id) => cards.find((card) => card.dataset.r === id);

const show = (card, { focus = true, text = true, move = true } = {}) => {
  if (!card) return;
  for (const one of document.querySelectorAll(".is-now")) one.classList.remove("is-now");
  now = card;
  card.classList.add("is-now");
  const number = document.getElementById(`p-${card.dataset.r}`);
  for (const mark of document.querySelectorAll("mark")) {
    if (mark.dataset.r && mark.dataset.r.split(" ").includes(card.dataset.r)) mark.classList.add("is-now");
  }
  if (number) {
    number.classList.add("is-now");
    if (text && move && matchMedia("(min-width: 68rem)").matches) number.scrollIntoView({ block: "center" });
  }
  if (focus) card.focus({ preventScroll: true });
  if (!move) return;
  card.scrollIntoView({ block: "nearest" });
  history.replaceState(null, "", `#r-${card.dataset.r}`);
};

const step = (by) => show(cards[Math.min(Math.max((now ? cards.indexOf(now) : -1) + by, 0), cards.length - 1)]);

const tellWaiting = () => {
  const count = cards.filter((card) => card.dataset.status === "proposed").length;
  waiting.textContent = count ? `${count} ${waiting.dataset.some}` : waiting.dataset.none;
};

const tell = (words, kind = "done") => {
  const line = document.createElement("p");
  line.className = kind;
  line.textContent = words;
  said.replaceChildren(line);
};

const call = async (method, address, body, version) => {
  const headers = { "Content-Type": "application/json", "X-CSRF-Token": csrf };
  if (version) headers["If-Match"] = `"${version}"`;
  try {
    const response = await fetch(address, { method, headers, body: JSON.stringify(body) });
    return [response.ok, await response.json()];
  } catch (error) {
    return [false, { error: { what: String(error), remedy: "", faults: [] } }];
  }
};

const take = (card, entry) => {
  card.dataset.version = entry.version;
  card.dataset.status = entry.status;
  card.classList.remove("proposed", "accepted", "rejected");
  card.classList.add(entry.status);
  card.querySelector("input[type=hidden]").value = entry.version;
  const words = card.querySelector(".status");
  words.className = `status ${entry.status}`;
  words.textContent = document.getElementById("review").dataset[entry.status] || entry.status;
  for (const button of card.querySelectorAll("[data-act]")) {
    button.setAttribute("aria-pressed", String(button.dataset.act === entry.status));
  }
  for (const mark of document.querySelectorAll(".text [data-r]")) {
    if (mark.dataset.r.split(" ").includes(card.dataset.r)) mark.classList.toggle("rejected", entry.status === "rejected");
  }
  tellWaiting();
};

const clash = (card, error) => {
  const box = card.querySelector(".clash");
  box.replaceChildren();
  const line = (text) => {
    const one = document.createElement("p");
    one.textContent = text;
    box.append(one);
  };
  line(error.what);
  for (const entry of error.changes || []) {
    for (const change of entry.changes) line(`${entry.who}: ${change.field} ${change.before} → ${change.after}`);
  }
  const link = document.createElement("a");
  link.href = `#r-${card.dataset.r}`;
  link.textContent = error.remedy || "↻";
  link.addEventListener("click", () => location.reload());
  box.append(link);
  box.hidden = false;
};

const decide = async (card, status, onward) => {
  if (!card) return;
  const address = `/api/v1/commitments/${encodeURIComponent(card.dataset.r)}/status`;
  const [ok, answer] = await call("PUT", address, { status }, card.dataset.version);
  if (!ok) return clash(card, answer.error);
  card.querySelector(".clash").hidden = true;
  take(card, answer);
  if (onward && card === now) step(1);
};

const merge = (card) => {
  const box = card.querySelector("input[name=entry]");
  const others = cards.filter((one) => one !== card && one.querySelector("input[name=entry]").checked);
  box.checked = true;
  tellChosen();
  if (others.length) document.getElementById("merge").click();
};

const undo = async () => {
  const [ok, answer] = await call("POST", "/api/v1/undo", {});
  if (!ok) return tell(`${answer.error.what}. ${answer.error.remedy}`, "fault");
  const card = byId(answer.subject);
  if (!card) return location.reload();
  const response = await fetch(`/api/v1/commitments/${encodeURIComponent(answer.subject)}`, { cache: "no-store" });
  const entry = await response.json();
  if (!["proposed", "accepted", "rejected"].includes(entry.status)) return location.reload();
  take(card, entry);
  return show(card);
};

const acts = {
  j: () => step(1),
  k: () => step(-1),
  a: () => decide(now, "accepted", true),
  r: () => decide(now, "rejected", true),
  e: () => now && now.querySelector("[data-key=e]").click(),
  s: () => now && now.querySelector("[data-key=s]").click(),
  m: () => now && merge(now),
  u: undo,
  w: () => { const why = now && now.querySelector(".why"); if (why) why.open = !why.open; },
  "?": () => keys.showModal(),
};

document.addEventListener("keydown", (event) => {
  const typing = event.target.closest("input:not([type=checkbox]), select, textarea, [contenteditable]");
  if (typing || event.ctrlKey || event.metaKey || event.altKey || keys.open || event.repeat && event.key !== "j" && event.key !== "k") return;
  const act = acts[event.key];
  if (!act) return;
  event.preventDefault();
  act();
});

document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-act]");
  if (button) {
    event.preventDefault();
    const card = button.closest(".card");
    show(card, { focus: false });
    decide(card, button.dataset.act, false);
    return;
  }
  const mark = event.target.closest("mark[data-r]");
  if (mark) return void show(byId(mark.dataset.r.split(" ")[0]), { text: false });
  const number = event.target.closest(".number");
  if (number) {
    event.preventDefault();
    show(byId(number.dataset.r), { text: false });
    return;
  }
  const card = event.target.closest(".card");
  if (card && !event.target.closest("a, button, summary, label, input")) show(card, { focus: false });
});

document.getElementById("keys-button").addEventListener("click", () => keys.showModal());
show(byId(location.hash.slice(3)) || cards.find((card) => card.dataset.status === "proposed") || cards[0], { focus: Boolean(location.hash), move: Boolean(location.hash) });

const bar = document.querySelector(".chosen-bar");
const tellChosen = () => { bar.hidden = !document.querySelector("input[name=entry]:checked"); };
document.getElementById("decide")?.addEventListener("change", tellChosen);
if (bar) tellChosen();
