// A form of a page with tables: what is filled in goes to the page's Python.
element.addEventListener('submit', (event) => {
	event.preventDefault();
	trigger('submit', Object.fromEntries(new FormData(event.target)));
});

// A choice from a menu counts at once; so does a name picked from the list under a box.
element.addEventListener('change', (event) => {
	if (event.target.matches('select')) event.target.form.requestSubmit();
});
element.addEventListener('input', (event) => {
	const { target } = event;
	const picked = target.list && event.inputType !== 'insertText' && event.inputType !== 'deleteContentBackward';
	if (picked && [...target.list.options].some((o) => o.value === target.value)) target.form.requestSubmit();
});
