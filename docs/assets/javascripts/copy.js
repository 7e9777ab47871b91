/* A copy button on each code block. From a terminal the commands are copied, not the prompt or the output. */
guide.atFirstTouch(() => {
  let number = 0
  for (const code of document.querySelectorAll(".highlight pre > code")) {
    number += 1
    const box = code.closest(".highlight")
    const title = box.querySelector(".filename")?.textContent
    const button = guide.button("guide-copy md-icon", "", () => {
      const copy = code.cloneNode(true)
      copy.querySelectorAll(".gp, .go, .linenos").forEach(part => part.remove())
      const lines = copy.textContent.split("\n").filter(line => line.trim())
      guide.copy(code.querySelector(".gp") ? lines.join("\n") : copy.textContent, "복사했습니다")
    })
    button.setAttribute("aria-label", `${title || "코드 " + number} 복사`)
    box.append(button)
  }
})
