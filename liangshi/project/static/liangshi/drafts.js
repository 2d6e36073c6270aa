"use strict";
// Text is never lost. A form with data-draft="<key>" is kept on this device with every key, and on the server a moment
// later; it is given back when the form is opened again, until the server says that it was sent. What is written in a
// case stays on this device no longer than its tab: its keys begin with "restricted:".
(() => {
  const words = document.currentScript.dataset;
  const person = document.body.dataset.person;
  if (!person) return;
  const address = document.body.dataset.drafts;
  const PAUSE = 800;
  const SLACK = 1500; // the server's clock is told in whole seconds
  const prefix = `liangshi.draft.${person}.`;
  const timers = new Map();
  const skipped = new Set(["csrfmiddlewaretoken", "client_key", "revision"]);

  const token = () => (document.cookie.match(/(?:^|; )csrftoken=([^;]+)/) || [])[1] || "";
  const url = (key) => `${address}?key=${encodeURIComponent(key)}`;

  const shelf = (key) => key.startsWith("restricted:") ? sessionStorage : localStorage;

  function local(key) {
    try { return JSON.parse(shelf(key).getItem(prefix + key)); } catch { return null; }
  }
  function keepLocal(key, draft) {
    try { shelf(key).setItem(prefix + key, JSON.stringify(draft)); } catch { /* a full or closed store: the server has it */ }
  }
  function dropLocal(key) {
    try { shelf(key).removeItem(prefix + key); } catch { /* nothing was kept */ }
  }

  // data-draft-words names the fields without which there is nothing to give back: a choice alone is made anew.
  function worded(form, content) {
    const names = form.dataset.draftWords;
    return !names || names.split(" ").some((name) => (content[name] || []).some((words) => words.trim()));
  }

  // data-draft-by names the part of the address that a draft belongs to; a page kept on the device comes without it.
  function settleKey(form) {
    const by = new URLSearchParams(window.location.search).get(form.dataset.draftBy);
    if (by && !form.dataset.draft.endsWith(`:${by}`)) form.dataset.draft += `:${by}`;
  }

  function values(form) {
    const found = {};
    for (const [name, value] of new FormData(form)) {
      if (skipped.has(name) || typeof value !== "string") continue;
      if (form.elements[name] && form.elements[name].type === "password") continue;
      (found[name] = found[name] || []).push(value);
    }
    return found;
  }

  function fill(form, content) {
    for (const field of form.elements) {
      if (!field.name || skipped.has(field.name) || ["hidden", "file", "password", "submit", "button"].includes(field.type)) continue;
      const given = content[field.name] || [];
      if (field.type === "checkbox" || field.type === "radio") field.checked = given.includes(field.value);
      else if (field.type === "select-multiple") for (const option of field.options) option.selected = given.includes(option.value);
      else field.value = given[0] || "";
    }
    form.dispatchEvent(new Event("draft:restored", { bubbles: true }));
  }

  // Nothing is given back where it is not seen.
  function unfold(form, content, before) {
    for (const field of form.elements) {
      const fold = field.name && field.closest("details");
      if (fold && String(content[field.name] || "") !== String(before[field.name] || "")) fold.open = true;
    }
  }

  function tell(form, before) {
    const line = document.createElement("p");
    line.className = "told told-info";
    line.setAttribute("role", "status");
    line.append(words.restored + " ");
    const button = document.createElement("button");
    button.type = "button";
    button.className = "btn btn-quiet";
    button.textContent = words.discard;
    button.addEventListener("click", () => {
      fill(form, before);
      drop(form.dataset.draft);
      line.remove();
    });
    line.append(button);
    form.prepend(line);
  }

  function drop(key) {
    dropLocal(key);
    return fetch(url(key), { method: "DELETE", headers: { "X-CSRFToken": token() } }).catch(() => {});
  }

  async function ask(key) {
    const answer = await fetch(url(key), { headers: { Accept: "application/json" } });
    if (!answer.ok || answer.redirected) return null;
    const ahead = Date.now() - (Date.parse(answer.headers.get("Date") || "") || Date.now());
    const kept = await answer.json();
    const here = (seconds) => seconds && seconds * 1000 + ahead;
    return { content: kept.content, kept: here(kept.kept), dropped: here(kept.dropped) };
  }

  async function send(key) {
    const draft = local(key);
    if (!draft || draft.sent) return;
    const body = new URLSearchParams({ content: JSON.stringify(draft.content) });
    const answer = await fetch(url(key), { method: "POST", body, headers: { "X-CSRFToken": token() } });
    if (answer.ok && !answer.redirected) {
      const now = local(key);
      if (now && now.at === draft.at) keepLocal(key, { ...now, stored: true });
    }
  }

  function later(key) {
    clearTimeout(timers.get(key));
    timers.set(key, setTimeout(() => send(key).catch(() => {}), PAUSE));
  }

  document.addEventListener("input", (event) => {
    const form = event.target.closest && event.target.closest("form[data-draft]");
    if (!form) return;
    keepLocal(form.dataset.draft, { content: values(form), at: Date.now(), stored: false, sent: false });
    later(form.dataset.draft);
  });

  document.addEventListener("submit", (event) => {
    const form = event.target.closest("form[data-draft]");
    if (!form || event.defaultPrevented) return;
    const key = form.dataset.draft;
    clearTimeout(timers.get(key));
    const draft = local(key);
    if (draft) keepLocal(key, { ...draft, sent: true });
  });

  // What was sent and arrived is forgotten; what did not arrive waits for its form.
  async function settle() {
    for (const name of [...Object.keys(localStorage), ...Object.keys(sessionStorage)]) {
      if (!name.startsWith(prefix)) continue;
      const key = name.slice(prefix.length);
      const draft = local(key);
      if (draft && draft.sent) {
        const kept = await ask(key);
        if (kept && kept.dropped && kept.dropped > draft.at - SLACK) dropLocal(key);
        else if (kept) keepLocal(key, { ...draft, sent: false });
      } else if (draft && !draft.stored) {
        await send(key);
      }
    }
  }

  async function open(form) {
    const key = form.dataset.draft;
    if (form.dataset.draftOpen === key) return;
    form.dataset.draftOpen = key;
    const own = local(key);
    let kept = null;
    try { kept = await ask(key); } catch { /* no network: what this device has is enough */ }
    if (own && kept && kept.dropped && kept.dropped > own.at - SLACK) { dropLocal(key); return; }
    let content = kept && kept.content;
    if (own && (!content || own.at >= kept.kept - SLACK)) content = own.content;
    const before = values(form);
    if (!content || !worded(form, content) || JSON.stringify(content) === JSON.stringify(before)) return;
    fill(form, content);
    unfold(form, content, before);
    tell(form, before);
  }

  function all() {
    document.querySelectorAll("form[data-draft]").forEach((form) => { settleKey(form); open(form); });
  }

  document.addEventListener("htmx:load", all);
  window.addEventListener("online", () => settle().catch(() => {}));
  document.addEventListener("DOMContentLoaded", () => settle().catch(() => {}).finally(all));
})();
