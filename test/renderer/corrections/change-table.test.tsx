import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import { ChangeTable } from '../../../renderer/corrections/change-table.tsx';
import { change, changedSettlement } from './changes.ts';

const render = (fates: readonly (string | undefined)[]) =>
  renderToStaticMarkup(
    <ChangeTable
      settlements={fates.map((fate, at) => ({
        ...changedSettlement({ slipNumber: `20200310-000${at + 1}` }),
        fate,
        warnings: at === 0 ? ['保底没有达到。'] : [],
      }))}
      layers={[{ layer: 'critical_illness', title: '大病保险', ...change(0, 754_000) }]}
      personal={change(3_360_000, 2_606_000)}
      afterTitle="重新结算"
    />,
  );

/** The texts of the cells of the row that begins with this title; of several, the last. */
function lastRow(markup: string, title: string): string[] {
  const rows = [...markup.matchAll(/<tr[^>]*>(.*?)<\/tr>/g)].map(([, row = '']) =>
    [...row.matchAll(/<t[hd][^>]*>(.*?)<\/t[hd]>/g)].map(([, cell = '']) => cell.replaceAll(/<[^>]*>/g, '')),
  );
  return rows.findLast(([first]) => first === title) ?? [];
}

describe('the table of a chain', () => {
  it('shows every payer before, after and the difference; a difference of nothing as none', () => {
    const markup = render(['撤销后重新结算']);
    expect(lastRow(markup, '基本医疗保险')).toEqual(['基本医疗保险', '43,200.00', '43,200.00', '无']);
    expect(lastRow(markup, '大病保险')).toEqual(['大病保险', '0.00', '3,770.00', '+3,770.00']);
    expect(lastRow(markup, '个人应付')).toEqual(['个人应付', '16,800.00', '13,030.00', '−3,770.00']);
    expect(markup).not.toContain('总费用');
    expect(markup).not.toContain('合计');
  });

  it('says of each settlement what becomes of it, and sums over several', () => {
    const markup = render(['只撤销', '撤销后重新结算']);
    expect(markup.indexOf('只撤销')).toBeLessThan(markup.indexOf('20200310-0002'));
    expect(markup).toContain('普通居民 → 建档立卡');
    expect(markup).toContain('保底没有达到。');
    expect(lastRow(markup, '大病保险')).toEqual(['大病保险', '0.00', '7,540.00', '+7,540.00']);
    expect(lastRow(markup, '个人应付')).toEqual(['个人应付', '33,600.00', '26,060.00', '−7,540.00']);
  });
});
