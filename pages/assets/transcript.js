// Conversation: one listener for every button in it. `trigger` sends an event to the page's Python.
function reveal(id) {
	const side = document.getElementById(id);
	if (side && policyPage.narrow()) side.scrollIntoView({ behavior: 'smooth', block: 'start' });
}

async function write(text) {
	if (navigator.clipboard && isSecureContext) return navigator.clipboard.writeText(text);
	const area = document.createElement('textarea'); // plain http within an office network
	area.value = text;
	area.style.position = 'fixed';
	document.body.append(area);
	area.select();
	const done = document.execCommand('copy');
	area.remove();
	if (!done) throw new Error('copy refused');
}

async function copy(button) {
	const label = button.textContent;
	const words = button.closest('.answer').querySelector('.words').innerText.trim();
	let outcome = button.dataset.done;
	try {
		await write([words, button.dataset.sources].filter(Boolean).join('\n\n'));
	} catch {
		outcome = button.dataset.failed;
	}
	button.textContent = outcome;
	setTimeout(() => (button.textContent = label), 1600);
}

element.addEventListener('click', (event) => {
	const button = event.target.closest('button[data-act]');
	if (!button) return;
	const { act, turn, n } = button.dataset;
	if (act === 'copy') copy(button);
	if (act === 'ask') trigger('submit', { text: button.textContent });
	if (act === 'cite') {
		trigger('select', { turn, n });
		reveal('side');
	}
});

// While a new turn is being answered it is kept in view, its question on top; what is already
// being read never moves.
let turns = 0;
let following = false;
watch('value', () => {
	const all = element.querySelectorAll('.turn');
	const last = all[all.length - 1];
	following ||= all.length > turns;
	if (last && following) last.scrollIntoView({ behavior: 'smooth', block: 'start' });
	following &&= last?.querySelector('.answer').getAttribute('aria-busy') === 'true';
	turns = all.length;
	policyPage.showOpenMark();
});
