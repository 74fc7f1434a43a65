// The words beside a table: whole text or short, and on a phone the way back to the table.
element.addEventListener('click', (event) => {
	const button = event.target.closest('button[data-act]');
	if (!button) return;
	const { act, ...values } = button.dataset;
	if (act === 'open') trigger('select', values);
	if (act === 'back') {
		policyPage.opened?.scrollIntoView({ behavior: 'smooth', block: 'center' });
		policyPage.opened?.focus({ preventScroll: true });
	}
});

watch('value', () => {
	const box = element.querySelector('.whole');
	const quote = box?.querySelector('mark');
	if (quote) box.scrollTop = quote.offsetTop - box.offsetTop - box.clientHeight / 3;
	if (policyPage.reveal) {
		policyPage.reveal = false;
		element.scrollIntoView({ behavior: 'smooth', block: 'start' });
	} else if (!policyPage.narrow() && !box) {
		document.getElementById('beside').scrollTop = 0;
	}
});
