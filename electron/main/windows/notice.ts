import type { RefusalShape } from '../../../shared/contract/refusal.ts';
import type { Host } from '../scheme/host.ts';

/** Where a window stands that could not be opened properly. */
export const noticeAddress = 'app://notice/';

/** A page without scripts and without the bridge that says why the application cannot go on, and what to do. */
export function noticePages(current: () => RefusalShape | undefined): Host {
  return {
    contentSecurityPolicy:
      "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'",
    page: () => {
      const refusal = current();
      return refusal && { body: noticeHtml(refusal), type: 'text/html; charset=utf-8' };
    },
  };
}

/** The page as text; what comes from the refusal is escaped. */
export function noticeHtml({ code, sentence }: RefusalShape): string {
  return `<!doctype html>
<html lang="zh-CN">
<head><meta charset="utf-8"><title>一站通 · 无法打开</title>
<style>
  body { margin: 0; height: 100vh; display: grid; place-items: center; background: #fff; color: #1a1a1a;
         font: 18px/1.7 "Microsoft YaHei", "Noto Sans CJK SC", "WenQuanYi Micro Hei", sans-serif; }
  main { max-width: 40em; padding: 2em; border-left: 6px solid #b3261e; }
  h1 { margin: 0 0 .5em; font-size: 26px; }
  code { color: #555; font-size: 15px; }
</style></head>
<body><main>
<h1>一站通暂时无法打开</h1>
<p>${escapeHtml(sentence)}</p>
<p>已保存的数据没有改动。处理后请关闭本窗口，重新打开程序。</p>
<p><code>代码：${escapeHtml(code)}</code></p>
</main></body></html>`;
}

function escapeHtml(text: string): string {
  return text.replaceAll(/[&<>"']/g, (character) => `&#${character.codePointAt(0)};`);
}
