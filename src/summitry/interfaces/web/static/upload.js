// Sends files one by one, with how far each has come and what became of it. Without scripts the
// form sends all of them at once.
const form = document.getElementById("upload");
const chosen = document.getElementById("files");
const list = document.getElementById("outcomes");
const words = list.dataset;
const progress = document.getElementById("progress");
const bar = document.getElementById("bar");
const barWords = document.getElementById("bar-words");

const tell = (name, look, text, document_) => {
  const item = document.createElement("li");
  item.className = look;
  const title = document.createElement("b");
  title.textContent = name;
  const what = document.createElement("span");
  what.textContent = text;
  item.append(title, " ", what);
  if (document_) {
    const link = document.createElement("a");
    link.href = `/documents/${encodeURIComponent(document_)}`;
    link.textContent = words.review;
    item.append(" ", link);
  }
  list.append(item);
  document.getElementById("outcomes-head").classList.remove("spoken");
};

const outcome = (one) => {
  if (one.outcome === "failed") return tell(one.source, "failed", `${one.what}. ${one.remedy}`);
  const text = one.outcome === "new" ? `${words.kept} ${one.entries}` : words[one.outcome];
  return tell(one.source, one.outcome, text, one.document);
};

const send = (data, name, base, share) => new Promise((resolve) => {
  const request = new XMLHttpRequest();
  request.open("POST", form.action);
  request.setRequestHeader("Accept", "application/json");
  request.responseType = "json";
  request.upload.addEventListener("progress", (event) => {
    if (!event.lengthComputable) return;
    bar.value = base + (share * event.loaded) / event.total;
    barWords.textContent = event.loaded < event.total ? `${name}: ${words.sending}` : `${name}: ${words.reading}`;
  });
  request.addEventListener("load", () => {
    const answer = request.response;
    if (answer && answer.outcomes) answer.outcomes.forEach(outcome);
    else if (answer && answer.error) {
      for (const one of answer.error.faults) tell(name, "failed", `${one.what}. ${one.remedy}`);
    } else tell(name, "failed", words.broken);
    resolve();
  });
  request.addEventListener("error", () => { tell(name, "failed", words.broken); resolve(); });
  request.send(data);
});

form.addEventListener("submit", async (event) => {
  const files = [...chosen.files];
  const addresses = form.elements.addresses.value.trim();
  if (!files.length && !addresses) return; // the server says what is missing
  event.preventDefault();
  const button = form.querySelector("button.primary");
  button.disabled = true;
  list.replaceChildren();
  progress.hidden = false;
  bar.value = 0;
  const parcels = files.map((file) => [file.name, file]);
  if (addresses) parcels.push([addresses.split("\n")[0], null]);
  const share = 100 / parcels.length;
  for (const [number, [name, file]] of parcels.entries()) {
    const data = new FormData(form);
    data.delete("files");
    if (file) {
      data.append("files", file);
      data.delete("addresses");
    }
    await send(data, name, number * share, share);
    bar.value = (number + 1) * share;
  }
  progress.hidden = true;
  button.disabled = false;
  chosen.value = "";
});

const drop = form.querySelector(".drop");
for (const kind of ["dragenter", "dragover"]) {
  drop.addEventListener(kind, (event) => { event.preventDefault(); drop.classList.add("over"); });
}
for (const kind of ["dragleave", "drop"]) drop.addEventListener(kind, () => drop.classList.remove("over"));
drop.addEventListener("drop", (event) => { event.preventDefault(); chosen.files = event.dataTransfer.files; });
