// Source panel: tabs, whole text, and the way back to the answer on a phone.
element.addEventListener('click', (event) => {
	const button = event.target.closest('button[data-act]');
	if (!button) return;
	const { act, turn, n, whole } = button.dataset;
	if (act === 'cite') trigger('select', { turn, n, whole: whole || '0' });
	if (act === 'copy') policyPage.copy(button, button.nextElementSibling.textContent);
	if (act === 'heading') {
		const heading = element.querySelector(`.whole [data-at="${button.dataset.at}"]`);
		show(heading, 0);
		heading?.focus({ preventScroll: true });
	}
	if (act === 'back') {
		const mark = document.querySelector(`#transcript .cite[data-turn="${turn}"][data-n="${n}"]`);
		mark?.scrollIntoView({ behavior: 'smooth', block: 'center' });
		mark?.focus({ preventScroll: true });
	}
});

// The outline opens at the heading that the quote stands under. (`toggle` does not bubble.)
element.addEventListener(
	'toggle',
	(event) => {
		const list = event.target.querySelector('ol');
		const here = list?.querySelector('[aria-current]');
		if (here && event.target.open) list.scrollTop = here.offsetTop - list.offsetTop - list.clientHeight / 3;
	},
	true,
);

// Bring a piece of the whole text into view, ``part`` of its box below the top.
function show(piece, part) {
	const box = element.querySelector('.whole');
	if (!box || !piece) return;
	box.scrollTop = piece.offsetTop - box.offsetTop - box.clientHeight * part;
	box.scrollIntoView({ block: 'nearest' });
}

watch('value', () => {
	policyPage.showOpenMark();
	const quote = element.querySelector('.whole mark');
	if (quote) {
		show(quote, 1 / 3);
	} else if (!policyPage.narrow()) {
		document.getElementById('side').scrollTop = 0;
	}
});
