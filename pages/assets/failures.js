// Files that could not be taken in: try again, or forget.
element.addEventListener('click', (event) => {
	const button = event.target.closest('button[data-act]');
	if (button) trigger('submit', { do: button.dataset.do, name: button.dataset.name });
});
