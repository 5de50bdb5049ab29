import type { ListedCopy, Rehearsal, SalvageReportShape } from '../../../../shared/contract/backups.ts';
import { type Fen, formatYuan } from '../../../../shared/money/fen.ts';

/* What the command prints: one fact a line, no person. */

export function listInWords(copies: readonly ListedCopy[]): string {
  if (copies.length === 0) return '没有找到可以换用的文件';
  return copies
    .map(({ source, madeAt, sizeBytes, content, problem }) => {
      const holds =
        content === null
          ? `打不开：${problem ?? ''}`
          : `结算 ${content.settlementCount} 笔，最后 ${content.lastSettlement?.slipNumber ?? '无'}，未上传 ${content.openUploadCount}`;
      return `${source.place}/${source.fileName}  ${madeAt}  ${sizeBytes} 字节  ${holds}`;
    })
    .join('\n');
}

export function rehearsalInWords({ source, lost, returning, centre, warnings, content }: Rehearsal): string {
  const sum = ({ count, sumFen }: { count: number; sumFen: number }) =>
    `${count} 笔 ${formatYuan(sumFen as Fen)} 元`;
  return [
    `演练：${source.place}/${source.fileName}`,
    `换用后最后一笔结算：${content.lastSettlement?.slipNumber ?? '无'}，共 ${content.settlementCount} 笔`,
    `会丢失：结算 ${sum(lost.settlements)}，撤销 ${sum(lost.reversals)}，收付款 ${sum(lost.payments)}，住院 ${lost.stays.count} 次`,
    ...lost.records.map(
      ({ kind, slipNumber, recordedAt, totalFen, delivered }) =>
        `  ${kind} ${slipNumber} ${recordedAt} ${formatYuan(totalFen)} ${delivered ? '已上传' : '未上传'}`,
    ),
    `重新待核对的上传：${returning.count} 条`,
    `向中心查询：${centre.asked}，问了 ${centre.askedStays} 次住院，中心有而这份没有 ${centre.unknownHere.length} 笔`,
    ...centre.unknownHere.map(
      ({ settlementNumber, admissionNumber, totalFen }) =>
        `  中心 ${settlementNumber} 住院号 ${admissionNumber} ${formatYuan(totalFen)}`,
    ),
    ...warnings.map((sentence) => `注意：${sentence}`),
  ].join('\n');
}

export function salvageInWords({
  source,
  tables,
  ledgerWhole,
  auditWhole,
  referencesWhole,
}: SalvageReportShape): string {
  return [
    `已保存 ${source.place}/${source.fileName}，没有换用`,
    ...tables.map(({ table, read, lost }) => `  ${table}：读出 ${read} 行，丢失 ${lost ?? '不详'}`),
    `账目${ledgerWhole ? '完整' : '不完整'}，操作日志${auditWhole ? '完整' : '有缺失'}，引用${referencesWhole ? '完整' : '有缺失'}`,
  ].join('\n');
}
