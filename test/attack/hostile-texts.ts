/* What an attacker types or writes into a file. Kept as text: nothing here is ever part of a statement. */

/** Breaks out of a statement, or matches what it does not say, wherever a text is put into SQL or into a pattern. */
export const sqlTexts: readonly string[] = [
  `' OR '1'='1`,
  `" OR ""="`,
  `'; DROP TABLE person; --`,
  `') UNION SELECT id FROM person --`,
  `'||(SELECT id FROM person)||'`,
  `王'--`,
  '王/*',
  '%',
  '王%',
  '王_',
  '_____',
  '*',
  '王*',
  '王?',
  '[^a]',
  '[a-z]*',
  String.raw`\%`,
  String.raw`王\u0025`,
  'name:王 NEAR/2 OR NOT',
  '@text',
  '?1',
  '$name',
  ':fromDay',
  '{"$ne":null}',
  'x\ud800y',
];

/** Scripts and markup: shown as they are wherever text is shown, run nowhere. */
export const markupTexts: readonly string[] = [
  '<script>window.broken=1</script>',
  '<img src=x onerror=window.broken=1>',
  '"><svg onload=window.broken=1>',
  'javascript:window.broken=1',
  '{{constructor.constructor("x")()}}',
];

/** What a spreadsheet would run as soon as somebody opens the file. */
export const formulaTexts: readonly string[] = [
  '=1+1',
  '@SUM(A1)',
  `+cmd|' /C calc'!A0`,
  `-2+3+cmd|' /C calc'!A0`,
  '=HYPERLINK("http://x.invalid","y")',
  '＝1+1',
];

/** Shows on a screen what is not written there. */
export const hiddenTexts: readonly string[] = [
  '王\u202e英',
  '王\u2066英\u2069',
  '王\u0000英',
  '王\u001b[2J英',
  '王\u0007',
];

/** Names of files that lead elsewhere. */
export const pathTexts: readonly string[] = [
  '../../etc/passwd',
  String.raw`..\..\windows\win.ini`,
  '/etc/passwd',
  String.raw`\\server\share\file`,
  'C:\\Windows\\win.ini',
  'file:///etc/passwd',
  '%2e%2e%2fetc%2fpasswd',
  'hospital.db',
];
