// One document of the library: its buttons and its form, each with the document they are about.
const about = () => element.querySelector('.detail')?.dataset.document ?? '';
element.addEventListener('click', (event) => {
	const button = event.target.closest('button[data-act]');
	if (!button || element.querySelector('[aria-busy="true"]')) return;
	if (button.dataset.act === 'back') {
		policyPage.opened?.scrollIntoView({ behavior: 'smooth', block: 'center' });
		policyPage.opened?.focus({ preventScroll: true });
		return;
	}
	element.querySelector('.detail').setAttribute('aria-busy', 'true');
	trigger('select', { ...button.dataset, document: about() });
	if (button.dataset.act === 'replace') document.getElementById('upload').scrollIntoView({ block: 'center' });
});
element.addEventListener('submit', (event) => {
	event.preventDefault();
	if (element.querySelector('[aria-busy="true"]')) return;
	element.querySelector('.detail').setAttribute('aria-busy', 'true');
	trigger('submit', { document: about(), ...Object.fromEntries(new FormData(event.target)) });
});
watch('value', () => {
	if (!policyPage.narrow()) document.getElementById('beside').scrollTop = 0;
	else if (policyPage.reveal) element.scrollIntoView({ behavior: 'smooth', block: 'start' });
	policyPage.reveal = false;
});
