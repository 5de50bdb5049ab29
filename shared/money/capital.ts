import type { Fen } from './fen.ts';

const digits = ['零', '壹', '贰', '叁', '肆', '伍', '陆', '柒', '捌', '玖'] as const;
const places = ['', '拾', '佰', '仟'] as const;
const sections = ['', '万', '亿'] as const;

/**
 * An amount in capital digits as paper money needs it (支付结算办法, annex 1): 壹仟肆佰零玖元伍角.
 * 整 after 元, none after 角 or 分; zeros inside are written once; a 角 after a yuan that ends in zero gets 零
 * (of the two forms that the rule allows, always this one); negative amounts start with 负.
 */
export function capitalYuan(amount: Fen): string {
  const absolute = Math.abs(amount);
  const cents = absolute % 10;
  const jiao = Math.floor(absolute / 10) % 10;
  const yuan = Math.floor(absolute / 100);
  const sign = amount < 0 ? '负' : '';
  if (absolute === 0) return '零元整';
  const head = yuan === 0 ? '' : `${wholeNumber(yuan)}元`;
  if (jiao === 0 && cents === 0) return `${sign}${head}整`;
  const zero = yuan > 0 && (jiao === 0 || yuan % 10 === 0) ? '零' : '';
  const tail = `${jiao === 0 ? '' : `${digits[jiao]}角`}${cents === 0 ? '' : `${digits[cents]}分`}`;
  return `${sign}${head}${zero}${tail}`;
}

/** Sections of four digits; a section that starts with zero, or follows an empty one, is joined by one 零. */
function wholeNumber(value: number): string {
  let text = '';
  let gap = false;
  for (let index = sections.length - 1; index >= 0; index -= 1) {
    const section = Math.floor(value / 10_000 ** index) % 10_000;
    if (section === 0) {
      gap = text !== '';
      continue;
    }
    const joint = text !== '' && (gap || section < 1000) ? '零' : '';
    text += `${joint}${fourDigits(section)}${sections[index]}`;
    gap = false;
  }
  return text;
}

function fourDigits(section: number): string {
  let text = '';
  let gap = false;
  for (let place = places.length - 1; place >= 0; place -= 1) {
    const digit = Math.floor(section / 10 ** place) % 10;
    if (digit === 0) {
      gap = text !== '';
      continue;
    }
    text += `${gap ? '零' : ''}${digits[digit]}${places[place]}`;
    gap = false;
  }
  return text;
}
