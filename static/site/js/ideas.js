// Ideas to start from become buttons that put their words into the field above them.

for (const box of document.querySelectorAll("[data-ideas-for]")) {
  const field = document.getElementById(box.dataset.ideasFor);
  const list = box.querySelector("ul");
  if (!field || !list) continue;
  list.classList.add("live");
  for (const item of list.children) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "idea";
    button.textContent = item.textContent;
    button.addEventListener("click", () => {
      field.value = button.textContent;
      field.dispatchEvent(new Event("input", { bubbles: true }));
      field.focus();
    });
    item.replaceChildren(button);
  }
}
