// What every page has: tells that scripts run, and lets no button be pressed twice.
document.documentElement.classList.add("live");

for (const button of document.querySelectorAll("button[data-busy]")) {
  button.form.addEventListener("submit", () => {
    button.textContent = button.dataset.busy;
    // Not before the form has taken the button along.
    setTimeout(() => { button.disabled = true; });
  });
}
