// Saves each step of the player without leaving the page until the server has it.
//
// A step is one posted form under a key made here, so sending it again changes nothing.  Until it
// is saved it is kept in this tab's storage; when the network or the server is away a banner says
// so and the step is sent again, with growing pauses and as soon as the browser is online.  When
// the session has ended the step waits through the sign-in and is sent on return.  Without this
// script the form posts itself and the server does the same work.

const IDLE = 120; // seconds without a sign of life after which time no longer counts
const REPORT = 300; // active seconds after which they are reported without a step
const PAUSES = [1, 2, 4, 8, 15, 30]; // seconds between tries
const HERE = window.location.pathname;
const KEPT = `step:${HERE}`;
const STEPPED = "stepped";

const form = document.querySelector("form[data-player]");
const banner = document.getElementById("not-saved");
const paused = document.getElementById("idle"); // says that time is not counted just now

// This tab's storage; without it a step is still sent, and only not kept over a reload.
const storage = {
  get(name) {
    try {
      return window.sessionStorage.getItem(name);
    } catch {
      return null;
    }
  },
  set(name, value) {
    try {
      window.sessionStorage.setItem(name, value);
    } catch {
      // Nothing to keep it in.
    }
  },
  drop(name) {
    try {
      window.sessionStorage.removeItem(name);
    } catch {
      // Nothing was kept.
    }
  },
};

// Active seconds: the page in view, and touched within the last two minutes.
let active = 0;
let touched = Date.now();

for (const sign of ["pointerdown", "pointermove", "keydown", "scroll", "touchstart"]) {
  window.addEventListener(sign, () => { touched = Date.now(); }, { passive: true });
}

window.setInterval(() => {
  const idle = Date.now() - touched >= IDLE * 1000;
  if (document.visibilityState === "visible" && !idle) active += 1;
  if (paused) paused.hidden = !idle;
  if (active >= REPORT) reportTime();
}, 1000);

// Active seconds that no step carries: of a page that is read for long, or left.  Each report has a
// key, and a report that does not arrive is made again with the next one's seconds.
async function reportTime() {
  const seconds = active;
  if (!form || seconds < 1) return;
  active = 0;
  try {
    const answer = await fetch(form.dataset.time, { method: "POST", body: timeOf(seconds), credentials: "same-origin" });
    if (!answer.ok) active += seconds;
  } catch {
    active += seconds;
  }
}

function timeOf(seconds) {
  return new URLSearchParams({
    csrfmiddlewaretoken: form.elements.csrfmiddlewaretoken?.value ?? "",
    key: keyOfOurOwn(),
    active: String(seconds),
  });
}

function say(part) {
  if (!banner) return;
  banner.hidden = part === null;
  for (const line of banner.querySelectorAll("[data-offline], [data-back]")) {
    line.hidden = part === null || !(part in line.dataset);
  }
}

function keyOfOurOwn() {
  return window.crypto?.randomUUID?.() ?? form.elements.key.value;
}

// The body of a step, as text; `pressed` is the button that sends it.
function bodyOf(pressed) {
  const data = new FormData(form);
  if (pressed?.name) data.append(pressed.name, pressed.value);
  data.set("active", String(active));
  return new URLSearchParams(data).toString();
}

async function send(body) {
  const fresh = new URLSearchParams(body);
  const token = form.elements.csrfmiddlewaretoken?.value;
  if (token) fresh.set("csrfmiddlewaretoken", token); // a new one after signing in
  return fetch(HERE, {
    method: "POST",
    headers: { Accept: "application/json" },
    body: fresh,
    credentials: "same-origin",
    redirect: "error",
  });
}

// Resolves when there is a reason to try again.
function pause(seconds) {
  return new Promise((again) => {
    const timer = window.setTimeout(done, seconds * 1000);
    function done() {
      window.clearTimeout(timer);
      window.removeEventListener("online", done);
      again();
    }
    window.addEventListener("online", done);
  });
}

function leadOn(url) {
  storage.drop(KEPT);
  storage.set(STEPPED, "yes");
  if (url === HERE) window.location.replace(url);
  else window.location.assign(url);
}

// Lets the browser post the form itself, so that the server's page says what is the matter.
function postPlainly(body) {
  const plain = document.createElement("form");
  plain.method = "post";
  plain.hidden = true;
  for (const [name, value] of new URLSearchParams(body)) {
    const field = document.createElement("input");
    field.type = "hidden";
    field.name = name;
    field.value = value;
    plain.append(field);
  }
  document.body.append(plain);
  plain.submit();
}

async function save(body) {
  form.setAttribute("aria-busy", "true");
  storage.set(KEPT, body);
  for (let tries = 0; ; tries += 1) {
    let answer = null;
    try {
      answer = await send(body);
    } catch {
      // Away: try again.
    }
    if (answer?.ok) {
      if (tries) say("back");
      leadOn((await answer.json()).next);
      return;
    }
    if (answer?.status === 401) {
      window.location.assign((await answer.json()).sign_in);
      return;
    }
    if (answer && answer.status < 500 && answer.status !== 429) {
      storage.drop(KEPT);
      postPlainly(body);
      return;
    }
    say("offline");
    await pause(PAUSES[Math.min(tries, PAUSES.length - 1)]);
  }
}

if (form) {
  form.elements.key.value = keyOfOurOwn();

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    if (form.getAttribute("aria-busy") === "true") return;
    save(bodyOf(event.submitter));
  });

  // A step that a lost session or a closed tab left behind.
  const kept = storage.get(KEPT);
  if (kept) save(kept);
  else if (storage.get(STEPPED)) {
    // After a step the new page is where the reader should be.
    storage.drop(STEPPED);
    const scene = document.querySelector("#step [data-focus], #step h1, #step h2");
    if (scene) {
      scene.setAttribute("tabindex", "-1");
      scene.focus({ preventScroll: true });
    }
  }

  // Leaving without a step: the time so far is still theirs.
  window.addEventListener("pagehide", () => {
    if (active < 5 || form.getAttribute("aria-busy") === "true") return;
    if (navigator.sendBeacon?.(form.dataset.time, timeOf(active))) active = 0;
  });

  // The back button may show a page as it was: the server knows where things stand.
  window.addEventListener("pageshow", (event) => {
    if (event.persisted) window.location.reload();
  });
}
