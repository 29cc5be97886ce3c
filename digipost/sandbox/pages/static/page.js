// Keeps a page up to date: when the sandbox says that something has changed, the page is fetched once more, and the
// parts of it that are marked as live are replaced where they differ. Without this script, pages show what was so
// when they were loaded.
"use strict";

let isFetching = false;
let isStale = false;

async function refresh() {
  if (isFetching) {
    isStale = true;
    return;
  }
  isFetching = true;
  try {
    do {
      isStale = false;
      const answer = await fetch(location.href, { headers: { Accept: "text/html" } });
      if (answer.ok) {
        replaceParts(new DOMParser().parseFromString(await answer.text(), "text/html"));
      }
    } while (isStale);
  } catch {
    // The sandbox was closed; the stream of changes notices too, and tries again.
  } finally {
    isFetching = false;
  }
}

function replaceParts(fresh) {
  for (const part of document.querySelectorAll("[data-live]")) {
    const news = fresh.getElementById(part.id);
    if (!news || news.outerHTML === part.outerHTML || isInUse(part)) {
      continue;
    }
    if (part.hasAttribute("aria-live")) {
      part.textContent = news.textContent; // which is read out, as another element would not be
      continue;
    }
    const known = new Set([...part.querySelectorAll("[data-key]")].map((each) => each.dataset.key));
    const focused = part.contains(document.activeElement) ? document.activeElement : null;
    part.replaceWith(document.adoptNode(news));
    for (const each of news.querySelectorAll("[data-key]")) {
      each.classList.toggle("is-new", known.size > 0 && !known.has(each.dataset.key));
    }
    focusAgain(news, focused);
  }
}

// Somebody is typing: what is in the field would be lost.
function isInUse(part) {
  const focused = document.activeElement;
  return part.contains(focused) && focused.matches("input, select, textarea");
}

function focusAgain(part, focused) {
  if (focused) {
    const name = focused.id ? `#${CSS.escape(focused.id)}` : focused.href ? `[href="${CSS.escape(focused.getAttribute("href"))}"]` : null;
    const again = name && part.querySelector(name);
    if (again) {
      again.focus({ preventScroll: true });
    }
  }
}

if (document.querySelector("[data-live]")) {
  const changes = new EventSource("/changes");
  const state = document.getElementById("live");
  changes.addEventListener("change", refresh);
  changes.addEventListener("open", () => { state.dataset.state = "on"; state.textContent = "live"; });
  changes.addEventListener("error", () => { state.dataset.state = "off"; state.textContent = "not connected"; });
}
