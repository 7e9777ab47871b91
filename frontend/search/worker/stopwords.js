// Words that carry the question, not the subject. They count a little, so that
// «왜 쓰나요» alone still finds something.
const WORDS = new Set(`어느 수 것 거 게 일 데 점 줄 중 후 전 및 등 때 더 좀 그 이 저 또 잘 안 못 꼭 이제 아직 그냥 이미 너무 얼마나 자꾸 계속 갑자기 여러개 도대체 과연 정말 진짜 혹시 원래 대충 제발 일단 막상 굳이 아무리 맨날 매번 아직도 보세요 같은 같이 몇 개 번 때문 인데 했더니 썼더니 말해 나서 이렇게 있음 때마다 걸 건 건가 로 랑 에서 아님 가지 똑같 많이
  대한 따라 방법 법 건가요 인가요 하려 합니까 합니다 하지만 그리고 또한 따라서 경우 가능 안에 안에서 밖에 위에 나는 내가 한번에
  나와요 나와 안돼요 안됨 the a an of to in is are was and or for with what how why does do did my i it its be by at this that can when there you your get same would could should will have has been we us our them these those which who if than
  explain describe tell please possible inside into between keep keeps some about way happens see
  따로 말고 간단히 간단하게 쉽게 자세히 구체적으로 일반적으로 감 옴 함 됨 임 any other another instead come comes came play plays`.split(/\s+/));
const LIGHT_VERB = new RegExp('^(?:있|없|하|해|했|할|되|돼|됐|될|쓰|써|쓸|보(?=.)|싶)(?:나요?|는|던|을|어|어요|습니다|을까요?|다고?|지|고|면'
  + '|려면|[은는]데|는지|게|도|수|때|야(?:[하되]나요?|[함됨]|[해돼]요?|합니다|됩니다)?|요|까요?|음|줘|주세요)?$');
// Words for what somebody wants to know about a subject: they help, but are not the subject.
const ASPECTS = new Set(`차이 차이점 이유 까닭 종류 장점 단점 장단점 역할 관계 개념 정의 뜻 의미 원리 구조 예제 예시 사용 사용법
  사용하 설명 왜 원인 해결 해결법 대답 답변 면접 질문 물어보 경험 추천 관련 필요 중요 특별 운영 실무 현업 이거 먼저 과정 단계 정리 비교 문제 방식 용도 특징 명령어 명령 옵션
  두개 세개 difference differences advantages disadvantages benefits purpose role example use used uses using work works working statement statements problem problems solve solves solved solving`.split(/\s+/));
const ASKING = /^(?:무엇|뭐|뭔|뭘|무슨|어떻|어떤|어떠|어케|언제|어디|누가|누구|알려|설명해|대해|위해|통해|모르(?:겠|는|면)|몰라|모름|헷갈|궁금|이해(?:가|를|도|안|하|해|$))/;

// «안돼», «안되는데», «못합니다», «핑이 안감»: that something fails, not what.
const FAILS_SO = /^[안못](?:되|돼|된|됨|됩|했|해|하)[가-힣]{0,4}$|^안(?:가[요는]?|감|간다)$/;
// «존재할 수 있나요», «가능한지», «… 않을까요»: whether something is so, not what.
const WHETHER = /^(?:존재|가능)[하한할해합][가-힣]{0,3}$|^않(?:을까요?|나요|은가요?|는가요?|아야|아도)$/;

/** @param {string} word */
export const isStopWord = word => WORDS.has(word) || ASKING.test(word) || LIGHT_VERB.test(word) || FAILS_SO.test(word) || WHETHER.test(word);
/** @param {string} word */
export const isAspect = word => ASPECTS.has(word);

// Who tells that something fails looks for what went wrong, not for a command.
const FAILS = /^(?:안|못)$|[안못](?:되|돼|된|됨|됩|떠|켜|열|먹)|없대|없다[고네]|이미사용|사용중|오류|에러|실패|자꾸|튕[기김겨]|꺼[져짐지]|죽어|느려|느림|터[져짐]|막[혀힘]|^(?:error|fail(?:s|ed|ing)?|not|cannot|crash(?:es|ed|ing)?|stuck)$/;
// How a question begins in English, and no message does.
const ASKS = /^(?:what|how|why|when|which|explain|describe|difference)$/;
/** @param {string} word */
export const asksInEnglish = word => ASKS.test(word);
/** @param {string} word */
export const tellsOfFailure = word => FAILS.test(word);
