import type { OpenedPack } from '../../shared/contract/workbench.ts';
import { Look } from '../components/trouble.tsx';
import css from './workbench.module.css';

/** What a pack says of itself: its document, what one must know before it is used, and its layers as written. */
export function PackFacts({ opened }: { opened: OpenedPack }) {
  const { title, document, documentTitle, issuedBy, effectiveFrom, effectiveTo, region, packHash } = opened;
  return (
    <section aria-label="打开的政策包写了什么" className={css['facts']}>
      <h3>
        {title} <small>{opened.fileName}</small>
      </h3>
      <p>
        {[document, documentTitle, issuedBy].filter((part) => part !== null).join(' · ')}
        <br />
        参保地 {region} · 文件自己写的有效期 {effectiveFrom} 至 {effectiveTo ?? '长期'} ·{' '}
        {opened.layers.length} 层 · {opened.options.length} 个选项 · 校验码{' '}
        <span title={packHash}>{packHash.slice(0, 12)}</span>
      </p>
      {opened.changes.length > 0 && (
        <ul aria-label="与所继承的包有什么不同">
          {opened.changes.map((change) => (
            <li key={change}>{change}</li>
          ))}
        </ul>
      )}
      {opened.notices.map((notice) => (
        <Look key={notice} sentence={notice} />
      ))}
      <ol aria-label="各层，按结算次序" className={css['layers']}>
        {opened.layers.map((layer) => (
          <li key={layer.id}>
            <details>
              <summary>
                <b>{layer.title}</b>
                {!layer.active && '（不在这里结算）'} · {layer.ruleCount} 条规则 ·{' '}
                {layer.clauses.join('、') || '由县里设定'}{' '}
                <small>
                  {layer.file} 第 {layer.line} 行起
                </small>
              </summary>
              <pre tabIndex={0}>{layer.text}</pre>
            </details>
          </li>
        ))}
      </ol>
    </section>
  );
}
