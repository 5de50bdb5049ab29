/**
 * What keeps a printer from printing, as a sentence, out of `lpstat -l -p NAME` in the language C; undefined if it says
 * nothing of the kind. The reasons are those of IPP (RFC 8011, 5.4.12, and PWG 5100.9), without their ends
 * `-error`, `-warning`, `-report`.
 */
export function needOfPrinter(output: string): string | undefined {
  if (/^printer \S+ disabled/m.test(output)) return '打印机被暂停了：请信息科恢复后，它会接着打。';
  const alerts = /^\s*Alerts: (.+)$/m.exec(output)?.[1] ?? '';
  for (const alert of alerts.split(/[\s,]+/)) {
    const said = needs[alert.replace(/-(error|warning|report)$/, '')];
    if (said !== undefined) return said;
  }
  return undefined;
}

const needs: Readonly<Record<string, string>> = {
  'media-empty': '打印机缺纸：装好纸会接着打，不用补打。',
  'media-needed': '打印机在等这种纸：装好会接着打，不用补打。',
  'media-jam': '打印机卡纸：取出卡住的纸会接着打。',
  'door-open': '打印机的盖子开着：盖好会接着打。',
  'cover-open': '打印机的盖子开着：盖好会接着打。',
  'toner-empty': '打印机没有墨粉了：换好会接着打。',
  'marker-supply-empty': '打印机没有墨或色带了：换好会接着打。',
  offline: '打印机没有开机或没有连上：开机、接好线会接着打。',
  'connecting-to-device': '打印机连不上：请检查电源和连线。',
  paused: '打印机被暂停了：请信息科恢复后，它会接着打。',
};
