import { useEffect, useState, type ReactNode } from 'react';
import { legacyLogicalPropertiesTransformer, StyleProvider } from '@ant-design/cssinjs';
import { ConfigProvider, theme } from 'antd';
import type { Locale as AntdLocale } from 'antd/es/locale/index.js';
import { locale } from '@tongchuang/ui/locale/locale.ts';
import { look } from '@tongchuang/ui/look.ts';
import { useSignal } from '@tongchuang/ui/signal.ts';
import { antdTokens, tokensOf } from '@tongchuang/ui/theme.ts';

/** Gives antd our tokens and our language. The transformer and the high priority are for kernels before Chrome 89. */
export function AntdLook({ children }: { children: ReactNode }): ReactNode {
  const chosen = useSignal(look);
  const language = useSignal(locale);
  const [words, setWords] = useState<AntdLocale>();
  useEffect(() => {
    let gone = false;
    // English is antd's own language and comes with it.
    if (language === 'zh-CN') void chinese().then((found) => gone || setWords(found));
    else setWords(undefined);
    return () => {
      gone = true;
    };
  }, [language]);
  return (
    <StyleProvider hashPriority="high" transformers={[legacyLogicalPropertiesTransformer]}>
      <ConfigProvider
        {...(words === undefined ? {} : { locale: words })}
        button={{ autoInsertSpace: false }}
        wave={{ disabled: true }}
        theme={{
          algorithm: chosen === 'dark' ? theme.darkAlgorithm : theme.defaultAlgorithm,
          token: { ...antdTokens(tokensOf(chosen)), motion: !wantsNoMotion() },
          components: { Button: { primaryShadow: 'none', defaultShadow: 'none' } },
        }}
      >
        {children}
      </ConfigProvider>
    </StyleProvider>
  );
}

const wantsNoMotion = (): boolean => matchMedia('(prefers-reduced-motion: reduce)').matches;

async function chinese(): Promise<AntdLocale> {
  const [words, dayjs] = await Promise.all([
    import('antd/es/locale/zh_CN.js'),
    import('dayjs'),
    import('dayjs/locale/zh-cn.js'),
  ]);
  dayjs.default.locale('zh-cn');
  // The file is an ES module that TypeScript takes for CommonJS, because antd's manifest does not say so.
  return words.default as unknown as AntdLocale;
}
