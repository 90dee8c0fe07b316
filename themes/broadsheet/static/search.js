// Words that go on what is being typed. The form is complete without this file.
(() => {
  const input = document.querySelector('[data-suggest]');
  let asked = 0;
  let pause;
  input.addEventListener('input', () => {
    clearTimeout(pause);
    const words = input.value;
    // Choosing a suggestion is an input too, and asks nothing more.
    if ([...input.list.options].some((option) => option.value === words)) return;
    pause = setTimeout(async () => {
      const turn = ++asked;
      try {
        const answer = await fetch(`${input.dataset.suggest}?q=${encodeURIComponent(words)}`);
        if (!answer.ok || turn !== asked) return;
        const [, suggested] = await answer.json();
        input.list.replaceChildren(...suggested.map((text) => new Option('', text)));
      } catch {
        // Whoever types on has lost nothing.
      }
    }, 150);
  });
})();
