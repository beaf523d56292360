// Stories, moments and questions by keyboard: the keys 1 to 6 mark a choice while the focus is
// inside the page (not while somebody writes).  So that it is there, a page that offers a choice
// takes the focus to its heading.

const heading = document.getElementById("here");
const form = heading?.closest("form");
const offers = form?.querySelector("[data-keys]");

if (offers && document.activeElement === document.body) {
  (form.querySelector("[data-focus]") ?? heading).focus({ preventScroll: true });
}

form?.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || !/^[1-6]$/.test(event.key)) return;
  if (event.target.matches("textarea, input:not([type=radio]), select")) return;
  const choice = form.querySelectorAll("[data-keys] input[type=radio]")[Number(event.key) - 1];
  if (!choice) return;
  event.preventDefault();
  choice.checked = true;
  choice.focus();
  choice.dispatchEvent(new Event("change", { bubbles: true }));
});
