// Passkeys: makes one (data-passkey="add"), or shows one (data-passkey="use" after the password,
// "sign-in" without). A form stays hidden where the browser knows no passkeys.

const decode = (text) => Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (c) => c.charCodeAt(0));

const encode = (buffer) =>
  btoa(String.fromCharCode(...new Uint8Array(buffer))).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");

const withIds = (list) => list?.map((entry) => ({ ...entry, id: decode(entry.id) }));

function creationOptions(options, passwordless) {
  const key = options.publicKey;
  return {
    publicKey: {
      ...key,
      challenge: decode(key.challenge),
      user: { ...key.user, id: decode(key.user.id) },
      excludeCredentials: withIds(key.excludeCredentials) ?? [],
      authenticatorSelection: {
        ...key.authenticatorSelection,
        residentKey: passwordless ? "required" : "discouraged",
        requireResidentKey: passwordless,
        ...(passwordless ? { userVerification: "required" } : {}),
      },
    },
  };
}

function requestOptions(options) {
  const key = options.publicKey;
  return {
    publicKey: { ...key, challenge: decode(key.challenge), allowCredentials: withIds(key.allowCredentials) ?? [] },
  };
}

function readable(credential) {
  const { response } = credential;
  const parts = {};
  for (const name of ["clientDataJSON", "attestationObject", "authenticatorData", "signature", "userHandle"]) {
    if (response[name]) parts[name] = encode(response[name]);
  }
  if (response.getTransports) parts.transports = response.getTransports();
  return {
    id: credential.id,
    rawId: encode(credential.rawId),
    type: credential.type,
    authenticatorAttachment: credential.authenticatorAttachment,
    clientExtensionResults: credential.getClientExtensionResults(),
    response: parts,
  };
}

const givenOptions = () => JSON.parse(document.getElementById("passkey-options").textContent);

async function askedOptions(form) {
  const answer = await fetch(form.action, { headers: { Accept: "application/json", "X-Requested-With": "XMLHttpRequest" } });
  if (!answer.ok) throw new Error("no options");
  return answer.json();
}

async function credentialFor(form) {
  if (form.dataset.passkey === "add") {
    const passwordless = form.elements.passwordless?.checked ?? false;
    return navigator.credentials.create(creationOptions(givenOptions().creation_options, passwordless));
  }
  const options = form.dataset.passkey === "sign-in" ? await askedOptions(form) : givenOptions();
  return navigator.credentials.get(requestOptions(options.request_options));
}

const supported = Boolean(window.PublicKeyCredential && navigator.credentials);

for (const notice of document.querySelectorAll("[data-passkey-unsupported]")) notice.hidden = supported;

for (const form of supported ? document.querySelectorAll("form[data-passkey]") : []) {
  form.hidden = false;
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const problem = form.querySelector("[data-passkey-problem]");
    if (problem) problem.hidden = true;
    try {
      form.elements.credential.value = JSON.stringify(readable(await credentialFor(form)));
      form.submit(); // sends at once: no second submit event
    } catch {
      if (problem) problem.hidden = false;
    }
  });
}
