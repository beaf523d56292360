// Leaves for a neutral site, at once: by the button or by pressing Shift three times. The page is
// blanked and its entry in the history replaced. The first press of the button covers the page and
// says what leaving cannot hide; the keys never wait.

const WITHIN = 1500; // milliseconds for the three presses
const EXPLAINED = "quick-exit-explained";

const button = document.querySelector("[data-quick-exit]");
const explanation = document.getElementById("quick-exit-explanation");

function leave() {
  document.title = "\u00a0";
  document.body.replaceChildren();
  window.location.replace(button.href);
}

function explained() {
  try {
    return window.localStorage.getItem(EXPLAINED) === "yes";
  } catch {
    return true; // no storage: never in the way
  }
}

function rememberExplained() {
  try {
    window.localStorage.setItem(EXPLAINED, "yes");
  } catch {
    // Nothing to remember it in; leaving matters more.
  }
}

if (button) {
  button.addEventListener("click", (event) => {
    event.preventDefault();
    if (explained() || !explanation) {
      leave();
      return;
    }
    rememberExplained();
    explanation.showModal();
  });

  explanation?.querySelector("[data-leave]").addEventListener("click", (event) => {
    event.preventDefault();
    leave();
  });
  explanation?.querySelector("[data-stay]").addEventListener("click", () => explanation.close());

  let presses = [];
  let alone = false; // Shift was pressed and nothing else with it
  document.addEventListener("keydown", (event) => {
    if (event.key === "Shift") {
      if (!event.repeat) alone = true;
    } else {
      alone = false;
      presses = [];
    }
  });
  document.addEventListener("keyup", (event) => {
    if (event.key !== "Shift" || !alone) return;
    alone = false;
    const now = event.timeStamp;
    presses = [...presses.filter((at) => now - at < WITHIN), now];
    if (presses.length === 3) leave();
  });
}

// Coming back with the back button shows nothing from the browser's memory.
window.addEventListener("pageshow", (event) => {
  if (event.persisted && !document.body.hasChildNodes()) window.location.reload();
});
