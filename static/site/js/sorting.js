// Carries a moment to its place: picked up by its handle with mouse, finger or pen, let go over one
// of the three places, whose radio it marks.  Let go anywhere else, or after Escape, it goes back
// and what was marked before stays marked.  Only the handle takes hold, so the page still scrolls
// under a finger.  The radios and the keys (scenario.js) do the same without this script.

const START = 4; // pixels of movement that tell a drag from a press
const EDGE = 72; // pixels from the window's edge within which the page moves along
const SPEED = 0.9; // pixels in a millisecond, at the very edge
const ABOVE = 12; // pixels between the pointer and what it carries

const grip = document.querySelector("[data-grip]");
const form = grip?.closest("form");
const moment = form?.querySelector("[data-moment]");
const card = grip?.closest(".stage");
const calm = window.matchMedia("(prefers-reduced-motion: reduce)");

let held = null; // the pointer that holds the handle, where it is, and what it carries

function take(event) {
  if (held || event.button !== 0 || !event.isPrimary) return;
  held = { id: event.pointerId, fromX: event.clientX, fromY: event.clientY, x: event.clientX, y: event.clientY, carried: null, over: null, before: 0 };
  grip.setPointerCapture(event.pointerId);
}

function move(event) {
  if (event.pointerId !== held?.id) return;
  held.x = event.clientX;
  held.y = event.clientY;
  if (held.carried || Math.hypot(held.x - held.fromX, held.y - held.fromY) < START) return;
  held.carried = document.createElement("div");
  held.carried.className = "carried";
  held.carried.setAttribute("aria-hidden", "true");
  const text = document.createElement("p");
  text.append(...moment.cloneNode(true).childNodes);
  held.carried.append(text);
  held.carried.style.left = "0"; // from where `translate` counts, whichever way the page is read
  form.append(held.carried);
  form.dataset.carrying = "";
  place();
  mark();
  window.requestAnimationFrame(follow);
}

// What is carried hangs above the pointer, inside the window, so that the place under it shows.
function place() {
  const { offsetWidth: wide, offsetHeight: high } = held.carried;
  const room = document.documentElement.clientWidth - wide;
  const x = Math.max(0, Math.min(held.x - wide / 2, room));
  const y = Math.max(0, held.y - high - ABOVE);
  held.carried.style.translate = `${x}px ${y}px`;
}

function mark() {
  const bin = document.elementFromPoint(held.x, held.y)?.closest("[data-bin]") ?? null;
  if (bin === held.over) return;
  delete held.over?.dataset.over;
  held.over = bin;
  if (bin) bin.dataset.over = "";
}

// Each frame while something is carried: the wheel or the edge may move the page under the pointer.
function follow(now) {
  if (!held?.carried) return;
  if (!held.carried.isConnected) {
    finish(); // the page was left
    return;
  }
  const since = held.before ? Math.min(now - held.before, 50) : 0;
  held.before = now;
  const top = Math.max(0, EDGE - held.y);
  const bottom = Math.max(0, held.y - (window.innerHeight - EDGE));
  const share = Math.max(-1, Math.min((bottom - top) / EDGE, 1));
  if (share) window.scrollBy({ top: share * SPEED * since, behavior: "instant" });
  place();
  mark();
  window.requestAnimationFrame(follow);
}

function letGo(event) {
  if (event.pointerId !== held?.id) return;
  if (!held.carried) {
    finish();
    return;
  }
  held.x = event.clientX;
  held.y = event.clientY;
  mark();
  const bin = held.over;
  leave(finish(), bin ?? card);
  if (!bin) return;
  const radio = bin.querySelector("input[type=radio]");
  radio.checked = true;
  radio.focus({ preventScroll: true });
  radio.dispatchEvent(new Event("change", { bubbles: true }));
}

function putBack() {
  if (held) leave(finish(), card);
}

// Ends the drag; returns what was carried, still on the page.
function finish() {
  const { id, carried, over } = held;
  held = null;
  delete over?.dataset.over;
  delete form.dataset.carrying;
  if (grip.hasPointerCapture(id)) grip.releasePointerCapture(id);
  return carried;
}

// What was carried goes to where it belongs now, and is gone; at once where motion is not wanted.
function leave(carried, to) {
  if (!carried) return;
  if (calm.matches) {
    carried.remove();
    return;
  }
  const there = to.getBoundingClientRect();
  const x = there.left + (there.width - carried.offsetWidth) / 2;
  const y = there.top + (there.height - carried.offsetHeight) / 2;
  const going = carried.animate({ translate: `${x}px ${y}px`, scale: 0.8, opacity: 0 }, { duration: 180, easing: "ease-out" });
  going.onfinish = going.oncancel = () => carried.remove();
}

if (grip && moment) {
  grip.hidden = false;
  grip.addEventListener("mousedown", (event) => event.preventDefault()); // the focus stays for the keys
  grip.addEventListener("pointerdown", take);
  grip.addEventListener("pointermove", move);
  grip.addEventListener("pointerup", letGo);
  grip.addEventListener("pointercancel", putBack);
  grip.addEventListener("lostpointercapture", putBack);
  grip.addEventListener("contextmenu", (event) => event.preventDefault()); // a long press of a finger
  window.addEventListener("blur", putBack);
  window.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !held) return;
    event.preventDefault();
    putBack();
  });
}
