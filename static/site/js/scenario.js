// The player by keyboard: the focus goes to the heading of the page one has come to, and the
// keys 1 to 6 mark a choice while the focus is inside the page (not while somebody writes).

const heading = document.getElementById("here");
const news = document.querySelector("form [data-focus]") ?? heading;

if (news && (!document.activeElement || document.activeElement === document.body)) {
  if (!news.hasAttribute("tabindex")) news.setAttribute("tabindex", "-1");
  news.focus({ preventScroll: true });
}

const form = heading?.closest("form");

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
