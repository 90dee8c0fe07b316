// New posts are announced and never put in by themselves: what somebody reads stays where it is.
(() => {
  const place = document.querySelector('[data-live]');
  const known = new Set(place.dataset.posts.split(' '));
  const listen = () => {
    const told = new EventSource(place.dataset.live);
    told.addEventListener('posts', ({ data }) => {
      const fresh = data.split(' ').filter((name) => name && !known.has(name)).length;
      place.hidden = fresh === 0;
      place.querySelector('b').textContent = fresh;
    });
    // A browser comes back by itself when the line breaks, but not when too many listen already.
    told.addEventListener('error', () => {
      if (told.readyState === EventSource.CLOSED) setTimeout(listen, 30000 + Math.random() * 60000);
    });
  };
  listen();
})();
