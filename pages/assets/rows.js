// A table of a page: one listener for every button in it. `trigger` sends an event to the page's Python.
element.addEventListener('click', (event) => {
	const button = event.target.closest('button[data-act]');
	if (!button || button.disabled) return;
	const { act, ...values } = button.dataset;
	if (act === 'go') trigger('submit', values);
	if (act === 'open') {
		for (const other of element.querySelectorAll('[aria-current="true"]')) other.removeAttribute('aria-current');
		button.setAttribute('aria-current', 'true');
		trigger('select', values);
		policyPage.opened = button;
		if (policyPage.narrow()) policyPage.reveal = true;
	}
});

// What is shown stands in the address, so that it can be kept and passed on.
let address = null;
watch('value', () => {
	const shown = element.querySelector('[data-address]');
	if (!shown) return;
	history.replaceState(history.state, '', location.pathname + shown.dataset.address);
	if (address !== null && address !== shown.dataset.address) {
		element.scrollTop = 0;
		if (policyPage.narrow()) element.scrollIntoView({ block: 'start' });
	}
	address = shown.dataset.address;
});
