// Gradio's own messages: in Chinese whatever the browser speaks, and with a way on.
for (const [name, value] of [['language', 'zh-CN'], ['languages', ['zh-CN', 'zh']]]) {
	Object.defineProperty(navigator, name, { get: () => value, configurable: true });
}

(() => {
	const KEPT = '您写的问题和已有的对话都还在。';
	const TITLES = { Error: '没能完成', Warning: '请注意', Info: '提示', Success: '完成', 'Connection Lost': '连接中断' };
	const LINES = [
		[/^Connection to the server was lost/, `与服务器的连接断了，正在重新连接，接上后页面会自己恢复。${KEPT}`],
		[/^(Connection errored out|Failed to fetch|NetworkError|Load failed|Could not resolve)/, `现在连不上服务器，请检查网络，稍后再试。${KEPT}`],
		[/^This application is currently busy/, `现在提问的人较多，请稍后再试。${KEPT}`],
		[/^(Session not found|Unexpected token|An Unexpected Error)/i, `页面与服务器失去了联系，请重新打开。${KEPT}`],
	];
	const OTHER = `这一步没能完成，请重新打开页面再试。${KEPT}`;
	const chinese = (text) => /[\u4e00-\u9fff]/.test(text);

	function wayOn(after) {
		const again = document.createElement('button');
		again.type = 'button';
		again.className = 'toast-again';
		again.textContent = '重新打开';
		again.onclick = (event) => {
			event.stopPropagation();
			location.reload();
		};
		after.append(document.createElement('br'), again);
	}

	function translate(toast) {
		const nodes = document.createTreeWalker(toast, NodeFilter.SHOW_TEXT);
		while (nodes.nextNode()) {
			const node = nodes.currentNode;
			const said = node.data.trim();
			if (TITLES[said]) node.data = TITLES[said];
			else if (/[A-Za-z]{3}/.test(said) && !chinese(said)) {
				node.data = LINES.find(([english]) => english.test(said))?.[1] ?? OTHER;
				if (!toast.querySelector('.toast-again')) wayOn(node.parentElement);
			}
		}
		toast.querySelector('[aria-label="Close"]')?.setAttribute('aria-label', '关闭');
	}
	const all = () => document.querySelectorAll('.toast-body').forEach(translate);
	new MutationObserver(all).observe(document.documentElement, { childList: true, subtree: true, characterData: true });
})();
