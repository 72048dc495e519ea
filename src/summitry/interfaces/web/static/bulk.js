// Choosing several entries of a list: all at once, and how many are chosen.
const form = document.getElementById("bulk");
const all = document.getElementById("all");
const told = document.getElementById("chosen");

if (form && all) {
  const boxes = [...form.querySelectorAll("input[name=entry]")];
  const tell = () => {
    const count = boxes.filter((box) => box.checked).length;
    told.textContent = count ? `${count} ${told.dataset.words}` : "";
    all.checked = count === boxes.length;
    all.indeterminate = count > 0 && count < boxes.length;
  };
  all.addEventListener("change", () => {
    for (const box of boxes) box.checked = all.checked;
    tell();
  });
  form.addEventListener("change", tell);
  tell();
}
