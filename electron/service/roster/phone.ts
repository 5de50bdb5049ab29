/** A phone number as it is kept: plain digits, with + before a country code. */
export function plainPhone(text: string): string {
  return /^\d*$/.test(text) ? text : text.normalize('NFKC').replace(/[\s-]/g, '');
}

export function isPhone(text: string): boolean {
  return /^\+?\d{5,20}$/.test(text);
}
