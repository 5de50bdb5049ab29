/** A fee list of so many lines of one yuan for a stay of the practice hospital in February 2026, with its total. */
export function manyItems(count: number): string {
  const lines = Array.from({ length: count }, (_, index) => {
    const day = 19 + (index % 8);
    return `XM${String(index).padStart(5, '0')},测试项目${index},治疗,甲,,,1.00,1,1.00,2026-02-${day}`;
  });
  const head = '项目编码,项目名称,费用类别,目录等级,先行自付比例,限价,单价,数量,金额,费用日期';
  return `${[head, ...lines, `合计,,,,,,,,${count}.00,`].join('\r\n')}\r\n`;
}
