import { expect, test } from 'vitest';
import { noticeHtml, noticePages } from '../../../electron/main/windows/notice.ts';

test('the notice shows sentence and code, and nothing in them becomes markup', () => {
  const html = noticeHtml({ code: 'key_missing', sentence: '文件夹“<img src=x onerror="1">&”没有密钥。' });
  expect(html).toContain('key_missing');
  expect(html).toContain('没有密钥');
  expect(html).not.toContain('<img');
  expect(html).not.toContain('<script');
});

test('its page may run nothing at all', () => {
  expect(noticePages(() => undefined).contentSecurityPolicy).not.toContain('script-src');
  expect(noticePages(() => undefined).contentSecurityPolicy).toContain("default-src 'none'");
});
