// Loaded before everything else: the page's language decides glyphs and line breaks.
document.documentElement.lang = 'zh-CN';

// What the components of the page share.
window.policyPage = {
	narrow: () => matchMedia('(max-width: 899px)').matches,

	// The mark whose source is open shows it; drawing the conversation anew forgets it.
	showOpenMark() {
		const { turn, n } = document.querySelector('#source .source')?.dataset ?? {};
		for (const mark of document.querySelectorAll('#transcript .cite')) {
			if (mark.dataset.turn === turn && mark.dataset.n === n) mark.setAttribute('aria-current', 'true');
			else mark.removeAttribute('aria-current');
		}
	},
};
