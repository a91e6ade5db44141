// A step that does not come to the screen (its run failed or was overtaken, the picture broke) would leave the room before
// a blank wall. The address says where the show stands: the page is loaded again there, at most once in ten seconds.
window.majlisStage ??= setInterval(() => {
  const here = new URLSearchParams(location.search);
  const app = document.querySelector('[data-testid="stApp"]');
  const stage = document.querySelector('.st-key-stage');
  const told = document.querySelector('[data-testid="stAlert"], [data-testid="stException"]');
  const shown = stage?.textContent.trim() && Number(getComputedStyle(stage).opacity) > 0.05;
  const idle = app?.dataset.testScriptState === 'notRunning' && app.dataset.testConnectionState === 'CONNECTED';
  const audience = here.get('stage') === '1' && here.get('view') !== 'speaker' && !document.hidden;
  window.majlisBlank = audience && idle && !shown && !told ? (window.majlisBlank ?? 0) + 1 : 0;
  if (window.majlisBlank < 4) return;
  window.majlisBlank = 0;
  const last = Number(sessionStorage.getItem('majlis-stage'));
  if (Date.now() - last < 10_000) return;
  sessionStorage.setItem('majlis-stage', Date.now());
  location.reload();
}, 500);
