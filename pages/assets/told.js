// What is being done, with the way to stop it.
element.addEventListener('click', (event) => {
	const button = event.target.closest('button[data-act]');
	if (button) trigger('submit', { do: button.dataset.do });
});
