// One dialect for all scripts, and nothing that the browsers of the floor (package.json, browserslist) do not have.
import js from '@eslint/js';
import compat from 'eslint-plugin-compat';
import globals from 'globals';

const LOOKBEHIND = 'A lookbehind stops Safari before 16.4 from parsing the whole script.';

export default [
  { ignores: ['node_modules/'] },
  js.configs.recommended,
  {
    rules: {
      'quotes': ['error', 'single', { avoidEscape: true, allowTemplateLiterals: true }],
      'semi': ['error', 'always'],
      'prefer-const': 'error',
      'no-var': 'error',
      'eqeqeq': 'error',
      'no-implicit-globals': 'error',
    },
  },
  {
    files: ['practice/**', 'reader/**', 'search/dialog/**'],
    languageOptions: { globals: globals.browser },
  },
  {
    files: ['service-worker/**', 'search/worker/**'],
    languageOptions: { globals: { ...globals.worker, caches: 'readonly' } },
  },
  {
    files: ['practice/**', 'reader/**', 'search/**', 'service-worker/**'],
    plugins: { compat },
    rules: {
      'compat/compat': 'error',
      'no-restricted-syntax': ['error',
        { selector: 'Literal[regex.pattern=/\\(\\?<[=!]/]', message: LOOKBEHIND },
        { selector: 'Literal[value=/\\(\\?<[=!]/]', message: LOOKBEHIND },
        { selector: 'TemplateElement[value.raw=/\\(\\?<[=!]/]', message: LOOKBEHIND },
      ],
    },
  },
  {
    files: ['tests/**', 'bench/**', '*.mjs'],
    languageOptions: { globals: globals.node },
  },
];
