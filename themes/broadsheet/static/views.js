// How many people read it, and word of one more: after five seconds in sight, and never of who asks not to be counted.
(async () => {
  const place = document.querySelector('[data-views]');
  const inSight = () => new Promise((seen) => {
    const look = () => {
      if (document.visibilityState !== 'visible') return;
      document.removeEventListener('visibilitychange', look);
      seen();
    };
    document.addEventListener('visibilitychange', look);
    look();
  });
  await inSight();
  let number;
  try {
    const answer = await fetch(place.dataset.views);
    if (!answer.ok) return;
    number = await answer.json();
  } catch {
    return; // The story is there, and nothing else matters.
  }
  place.textContent = number.text;
  if (navigator.globalPrivacyControl || navigator.doNotTrack === '1') return;
  for (let seconds = 0; seconds < 5; seconds += document.visibilityState === 'visible') {
    await inSight();
    await new Promise((passed) => { setTimeout(passed, 1000); });
  }
  navigator.sendBeacon(number.tell + (document.referrer && new URL(document.referrer).hostname));
})();
