/* A copy button on each code block. From a terminal the commands are copied, not the prompt or the output. */
guide.atFirstTouch(() => {
  let number = 0
  for (const code of document.querySelectorAll(".highlight pre > code")) {
    number += 1
    const box = code.closest(".highlight")
    const title = box.querySelector(".filename")?.textContent
    const button = guide.button("guide-copy md-icon", "", () => {
      const copy = code.cloneNode(true)
      copy.querySelectorAll(".linenos").forEach(part => part.remove())
      if (!code.querySelector(".gp")) return guide.copy(copy.textContent, "복사했습니다")
      const [prompt, output] = ["\u0001", "\u0002"]
      copy.querySelectorAll(".gp").forEach(part => (part.textContent = prompt))
      copy.querySelectorAll(".go").forEach(part => (part.textContent = output))
      const lines = copy.textContent.split("\n").filter(line => line.trim() && !line.includes(output))
      guide.copy(lines.map(line => line.replace(prompt, "")).join("\n"), "복사했습니다")
    })
    button.setAttribute("aria-label", `${title || "코드 " + number} 복사`)
    box.append(button)
  }
})
