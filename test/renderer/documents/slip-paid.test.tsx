import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import { HowPaid } from '../../../renderer/documents/slip-paid.tsx';
import { suixianRecord } from '../records.ts';

const paper = (changes: object) => renderToStaticMarkup(<HowPaid settlement={suixianRecord(changes)} />);

describe('how the patient’s part was met, on the slip', () => {
  it('goes without saying where it was the exact amount in cash', () => {
    expect(paper({})).toBe('');
  });

  it('says each means, the change, the dates, who signs with a masked number, and the official receipt', () => {
    const words = paper({
      payments: [
        { means: 'cash', amountFen: 100_003, reference: null, handedInFen: 110_000, roundingFen: -3 },
        { means: 'mobile', amountFen: 50_000, reference: '4200' },
        { means: 'deferred', amountFen: 349_997, reference: null },
      ],
      instalments: [{ dueOn: '2020-04-10', amountFen: 349_997 }],
      signatory: { name: '马<小>燕', maskedIdNumber: '4299**', relation: '女儿', maskedPhone: null },
      invoiceNumber: '0012345678',
    });
    expect(words).toContain('1,000.03（实收 1,000.00，角以下舍入）（收 1,100.00，找 100.00）');
    expect(words).toContain('500.00 流水号 4200');
    expect(words).toContain('2020-04-10 3,499.97');
    expect(words).toContain('马&lt;小&gt;燕（女儿，4299**）');
    expect(words).toContain('0012345678');
  });
});
