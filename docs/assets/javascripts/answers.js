/* Questions: one switch that opens or closes all answers of the page, an answer that opens when its
   address is visited, and a button that copies that address. */
(() => {
  const questions = [...document.querySelectorAll("details.question")]
  const root = document.documentElement

  const target = () => document.getElementById(decodeURIComponent(location.hash.slice(1)))

  function openTarget() {
    const answer = target()?.closest("details.question") ?? target()?.closest("details")
    if (!answer || answer.open) return
    answer.open = true
    target().scrollIntoView()
  }

  /* When the fonts come, lines above the target may break elsewhere. It stays where it is until the reader moves.
     (Not on a way back: the browser then restores the place where the reader was.) */
  function holdTarget() {
    const [visit] = performance.getEntriesByType("navigation")
    if (!target() || visit?.type !== "navigate") return
    const sizes = new ResizeObserver(() => (guide.awake ? sizes.disconnect() : target()?.scrollIntoView()))
    sizes.observe(document.querySelector("article"))
  }

  addEventListener("hashchange", openTarget)

  function addControls() {
    const button = guide.button("guide-answers__switch", "답 모두 보기", () => {
      const shown = root.dataset.answers !== "shown"
      apply(shown)
      guide.keep("answers", root.dataset.answers)
      guide.say(shown ? `답 ${questions.length}개를 펼쳤습니다` : "답을 모두 가렸습니다")
    })
    const apply = shown => {
      root.dataset.answers = shown ? "shown" : "hidden"
      button.textContent = shown ? "답 모두 가리기" : "답 모두 보기"
      questions.forEach(question => (question.open = shown))
    }
    // The space beside this heading is reserved in the style sheet: nothing moves when the switch appears.
    const heading = document.getElementById("questions")
    const bar = document.createElement("div")
    bar.className = "guide-answers"
    bar.append(button)
    if (heading) heading.after(bar)
    else questions[0].before(bar)
    if (root.dataset.answers === "shown") apply(true)

    for (const question of questions) {
      const link = guide.button("guide-link", "이 질문 링크 복사", () => {
        const address = new URL("#" + question.id, location.href)
        address.search = ""
        guide.copy(address.href, "질문의 주소를 복사했습니다")
      })
      link.setAttribute("aria-label", `이 질문 링크 복사: ${question.querySelector(".question__title").textContent}`)
      question.append(link)
    }
  }

  openTarget()
  holdTarget()
  if (questions.length) {
    // Who comes by a deep link sees the questions before touching anything.
    if (location.hash || root.dataset.answers === "shown") addControls()
    else guide.atFirstTouch(addControls)
  }
})()
