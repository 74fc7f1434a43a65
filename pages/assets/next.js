// Questions to ask next ask themselves.
element.addEventListener('click', (event) => {
	const button = event.target.closest('button[data-act="ask"]');
	if (button) trigger('submit', { text: button.textContent });
});
watch('value', () => policyPage.showNext());
