// Every page is complete without this file: it only spares a reader a round trip here and there.
(() => {
  const root = document.documentElement;
  const all = (selector, each, from = document) => from.querySelectorAll(selector).forEach(each);

  const toast = document.querySelector('.toast');
  let waiting;
  const say = (words) => {
    toast.textContent = words;
    toast.classList.add('on');
    clearTimeout(waiting);
    waiting = setTimeout(() => toast.classList.remove('on'), 4000);
  };

  // Shade and size: the same cookie that the server writes for readers without scripts.
  const choose = document.querySelector('.choose');
  const show = () => all('.shades button', (button) => button.setAttribute('aria-pressed', button.value === root.dataset.theme));
  choose?.addEventListener('submit', (event) => {
    const change = event.submitter?.value;
    if (!change) return;
    event.preventDefault();
    const size = Number(root.dataset.size);
    if (change === 'smaller') root.dataset.size = Math.max(size - 1, 0);
    else if (change === 'larger') root.dataset.size = Math.min(size + 1, 4);
    else root.dataset.theme = change;
    const safe = location.protocol === 'https:' ? ';secure' : '';
    document.cookie = `masthead_prefs=${root.dataset.theme}.${root.dataset.size};path=/;max-age=31536000;samesite=lax${safe}`;
    show();
  });
  if (choose) show();

  all('[data-share]', (details) => {
    const data = { title: details.dataset.title, url: details.dataset.share };
    if (!navigator.canShare?.(data)) return;
    details.firstElementChild.addEventListener('click', (event) => {
      event.preventDefault();
      // A reader who closes the sheet has changed their mind; any other failure opens the plain links.
      navigator.share(data).catch((problem) => { details.open = problem.name !== 'AbortError'; });
    });
  });

  const copy = async (words, done) => {
    try {
      await navigator.clipboard.writeText(words);
      say(done);
    } catch {
      say(toast.dataset.failed);
    }
  };
  if (navigator.clipboard) {
    all('[data-copy]', (button) => {
      button.hidden = false;
      button.onclick = () => copy(button.dataset.copy, toast.dataset.copied);
    });
    all('[data-copy-from]', (button) => {
      button.hidden = false;
      button.onclick = () => copy(document.getElementById(button.dataset.copyFrom).value, toast.dataset.textCopied);
    });
  }

  all('[data-print]', (link) => {
    link.onclick = (event) => { event.preventDefault(); print(); };
  });
  all('[data-print-now]', (button) => {
    button.hidden = false;
    button.onclick = () => print();
  });

  all('[data-more]', (link) => {
    link.onclick = async (event) => {
      event.preventDefault();
      if (link.ariaBusy === 'true') return;
      link.ariaBusy = 'true';
      try {
        const answer = await fetch(link.href);
        if (!answer.ok) throw answer;
        const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
        const list = document.querySelector('[data-important]');
        const items = [...page.querySelectorAll('[data-important] > li')];
        list.append(...items);
        const next = page.querySelector('[data-more]');
        // The keyboard goes on with the first new headline.
        items[0]?.querySelector('a').focus();
        if (next) link.href = new URL(next.getAttribute('href'), answer.url);
        else link.parentElement.remove();
      } catch {
        say(link.dataset.failed);
      }
      link.ariaBusy = null;
    };
  });
})();
