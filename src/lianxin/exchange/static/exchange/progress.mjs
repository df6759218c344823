// A page that waits asks how far it is, slower and slower, and shows itself anew when there is something to see.
const card = document.querySelector("[data-progress]");
const put = (selector, words) => { card.querySelector(selector).textContent = words; };

const look = async (wait) => {
  try {
    const answer = await fetch(card.dataset.progress, { headers: { Accept: "application/json" } });
    const told = await answer.json();
    if (!answer.ok || told.step !== card.dataset.step) return location.reload();
    const bar = card.querySelector("progress");
    [bar.max, bar.value] = [told.rows || 1, told.done];
    put("[data-done]", told.done);
    put("[data-rows]", told.rows);
  } catch {
    // The network went away: the link on the page still leads here.
  }
  return setTimeout(look, wait, Math.min(wait * 1.2, 10000));
};

if (card) setTimeout(look, 1000, 1000);
