// Example questions ask themselves.
element.addEventListener('click', (event) => {
	const button = event.target.closest('button[data-act="ask"]');
	if (button) trigger('submit', { text: button.textContent });
});

// The box is drawn a little later than this. On a phone, focus would raise the keyboard.
function focusBox(tries) {
	const box = document.querySelector('#ask textarea');
	if (box) box.focus();
	else if (tries) setTimeout(focusBox, 50, tries - 1);
}
if (matchMedia('(min-width: 900px)').matches) focusBox(40);
