"use strict";
// A talk can be logged without a network: the page is kept on this device, what was filled in waits here and is sent
// later. Each record carries a key of its own, so that one that arrives twice is one.
(() => {
  const words = document.currentScript.dataset;
  const person = document.body.dataset.person;
  if (!person) return;
  const waiting = `liangshi.queue.${person}`;
  const refused = `liangshi.refused.${person}`;
  const arrived = `liangshi.arrived.${person}`;
  const PAGES = "liangshi-pages";
  const FRESH = 30 * 60 * 1000;
  const AGAIN = 20 * 1000;
  const PRESSED = 1000;
  const READ = 3 * 1000;

  const token = () => (document.cookie.match(/(?:^|; )csrftoken=([^;]+)/) || [])[1] || "";

  function queue() {
    try { return JSON.parse(localStorage.getItem(waiting)) || []; } catch { return []; }
  }
  function keep(rows) {
    localStorage.setItem(waiting, JSON.stringify(rows));
  }

  function newKey() {
    const bytes = crypto.getRandomValues(new Uint8Array(12));
    return [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  }

  function tell(text, kind = "info") {
    const main = document.querySelector("main");
    let line = main.querySelector("[data-device-line]");
    if (!line) {
      line = document.createElement("p");
      line.dataset.deviceLine = "";
      line.setAttribute("role", "status");
      main.prepend(line);
    }
    line.className = `told told-${kind}`;
    line.textContent = text;
  }

  function post(url, fields) {
    const body = new URLSearchParams(fields);
    return fetch(url, { method: "POST", body, headers: { "X-CSRFToken": token(), "X-Liangshi-Device": "1" } });
  }

  // A server that could not take it is asked again for as long as the page is open.
  let timer;
  function later() {
    clearTimeout(timer);
    timer = setTimeout(flush, AGAIN);
  }

  let sending = false;
  async function flush() {
    if (sending || !queue().length) return;
    sending = true;
    let signedOut = false;
    try {
      while (queue().length) {
        const [first] = queue();
        // The clock of a phone may be wrong; how long the record waited is not.
        const waited = ["waited", String(Math.max(0, Math.round((Date.now() - first.at) / 1000)))];
        const answer = await post(first.url, [...first.fields, waited]);
        signedOut = answer.redirected || answer.status === 403;
        if (signedOut || answer.status >= 500) break;
        keep(queue().filter((row) => row.key !== first.key));
        if (answer.status === 201) localStorage.setItem(arrived, "1");
        else localStorage.setItem(refused, JSON.stringify(first.fields));
      }
    } catch { /* still no network */ }
    sending = false;
    const left = queue().length;
    if (left && !signedOut) later();
    if (localStorage.getItem(refused)) start();
    else if (signedOut) tell(words.signIn);
    else if (left) tell(`${left} ${words.waiting}`);
    else news();
  }

  // Whoever turns the page while a record is being sent is told on the next one.
  function news() {
    if (!localStorage.getItem(arrived)) return;
    tell(words.sent, "success");
    setTimeout(() => localStorage.removeItem(arrived), READ);
  }

  function enqueue(form, fields) {
    const key = fields.find(([name]) => name === "client_key")[1];
    keep([...queue(), { key, url: form.dataset.offline, fields, at: Date.now() }]);
    localStorage.removeItem(`liangshi.draft.${person}.${form.dataset.draft}`);
    form.reset();
    form.elements.client_key.value = newKey();
    tell(words.queued);
    later();
    window.scrollTo(0, 0);
  }

  // One press is one record, however often the finger comes down.
  async function once(form) {
    if (form.dataset.sending) return;
    form.dataset.sending = "1";
    await submit(form);
    setTimeout(() => { delete form.dataset.sending; }, PRESSED);
  }

  async function submit(form) {
    const fields = [...new FormData(form)].filter(([name]) => name !== "csrfmiddlewaretoken");
    let answer;
    try {
      answer = await post(form.dataset.offline, fields);
    } catch {
      enqueue(form, fields);
      return;
    }
    if (answer.redirected || answer.status === 403 || answer.status >= 500) {
      enqueue(form, fields);
      if (answer.redirected) window.location.assign(answer.url);
    } else if (answer.status === 201) {
      window.location.assign((await answer.json()).url);
    } else {
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      document.querySelector("main").replaceWith(page.querySelector("main"));
      start();
      window.scrollTo(0, 0);
    }
  }

  document.addEventListener("submit", (event) => {
    const form = event.target.closest("form[data-offline]");
    if (form && !event.defaultPrevented) {
      event.preventDefault();
      once(form);
    }
    if (event.target.matches("form[data-leaving]")) forget();
  });

  // The page that was kept may come without the student of the address: tick that one here.
  // A record that the server did not take is laid into the form again.
  function start() {
    const form = document.querySelector("form[data-offline]");
    const back = localStorage.getItem(refused);
    if (back) tell(words.refused, "warning");
    if (!form) return;
    if (back) {
      const given = JSON.parse(back);
      for (const field of form.elements) {
        const values = given.filter(([name]) => name === field.name).map(([, value]) => value);
        if (["checkbox", "radio"].includes(field.type)) field.checked = values.includes(field.value);
        else if (values.length && field.name !== "csrfmiddlewaretoken") [field.value] = values;
      }
      form.querySelectorAll("details").forEach((part) => { part.open = true; });
      localStorage.removeItem(refused);
    }
    form.elements.client_key.value = newKey();
    form.dataset.offline = window.location.pathname + window.location.search;
    const student = new URLSearchParams(window.location.search).get("student");
    const box = student && form.querySelector(`input[name="students"][value="${CSS.escape(student)}"]`);
    if (box) box.checked = true;
  }

  function forget() {
    for (const shelf of [localStorage, sessionStorage]) {
      for (const name of Object.keys(shelf)) {
        if (name.startsWith("liangshi.draft.") || name === "liangshi.pages") shelf.removeItem(name);
      }
    }
    if ("caches" in window) caches.delete(PAGES);
  }

  async function keepPage() {
    const kept = JSON.parse(localStorage.getItem("liangshi.pages") || "{}");
    if (kept.person && kept.person !== person) await caches.delete(PAGES);
    if (kept.person === person && Date.now() - kept.at < FRESH) return;
    if (!document.querySelector(`a[href^="${words.quick}"], form[data-offline]`)) return;
    const store = await caches.open(PAGES);
    const page = await fetch(words.quick);
    if (!page.ok || page.redirected) return;
    const parts = new DOMParser().parseFromString(await page.clone().text(), "text/html");
    const files = [...parts.querySelectorAll("link[rel=stylesheet], script[src], link[rel=icon]")];
    await store.addAll(files.map((file) => file.getAttribute("href") || file.getAttribute("src")));
    await store.put(words.quick, page);
    localStorage.setItem("liangshi.pages", JSON.stringify({ person, at: Date.now() }));
  }

  if ("serviceWorker" in navigator && "caches" in window) {
    navigator.serviceWorker.register(words.worker).then(keepPage).catch(() => {});
  }
  window.addEventListener("online", flush);
  const warned = localStorage.getItem(refused);
  start();
  if (queue().length) flush();
  else if (!warned) news();
})();
