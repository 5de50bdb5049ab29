import type { ControlRow, ReportSums } from '../../shared/contract/reports.ts';
import { fen, formatYuan } from '../../shared/money/fen.ts';

/** `87.35%` of millionths; a dash where there is nothing to take a share of. */
export function formatShareOf(millionths: number | null): string {
  if (millionths === null) return '—';
  const hundredths = Math.round(Math.abs(millionths) / 100);
  const sign = millionths < 0 ? '-' : '';
  return `${sign}${Math.floor(hundredths / 100)}.${String(hundredths % 100).padStart(2, '0')}%`;
}

/** Millionths; sums stay far below what this arithmetic holds exactly. */
export function shareOf(part: number, whole: number): number | null {
  return whole === 0 ? null : Math.round((part / whole) * 1_000_000);
}

export function actualShare({ paidFen, totalFen }: Pick<ReportSums, 'paidFen' | 'totalFen'>): number | null {
  return shareOf(paidFen, totalFen);
}

export function controlValue({ figure, part, whole, millionths }: ControlRow): string {
  return figure === 'above_yearly_cap' ? `${part} 人（全年 ${whole} 人）` : formatShareOf(millionths);
}

/** 不超过 10.00%, 不低于 90.00%, 封顶 5,000.00 元. */
export function targetWords({ figure, target }: ControlRow): string {
  if (target === null) return '没有目标';
  if (figure === 'above_yearly_cap') return `封顶 ${formatYuan(fen(target.value))} 元`;
  return `${target.isAtMost ? '不超过' : '不低于'} ${formatShareOf(target.value)}`;
}

export function metWords({ isMet }: ControlRow): string {
  if (isMet === null) return '—';
  return isMet ? '✓ 达到' : '× 未达到';
}
