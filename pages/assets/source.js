// Source panel: tabs, whole text, and the way back to the answer on a phone.
element.addEventListener('click', (event) => {
	const button = event.target.closest('button[data-act]');
	if (!button) return;
	const { act, turn, n, whole } = button.dataset;
	if (act === 'cite') trigger('select', { turn, n, whole: whole || '0' });
	if (act === 'back') {
		const mark = document.querySelector(`#transcript .cite[data-turn="${turn}"][data-n="${n}"]`);
		mark?.scrollIntoView({ behavior: 'smooth', block: 'center' });
		mark?.focus({ preventScroll: true });
	}
});

watch('value', () => {
	policyPage.showOpenMark();
	const box = element.querySelector('.whole');
	const quote = box?.querySelector('mark');
	if (quote) {
		box.scrollTop = quote.offsetTop - box.offsetTop - box.clientHeight / 3;
		box.scrollIntoView({ block: 'nearest' });
	} else if (!policyPage.narrow()) {
		document.getElementById('side').scrollTop = 0;
	}
});
