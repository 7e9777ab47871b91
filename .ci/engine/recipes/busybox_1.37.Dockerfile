FROM scratch
ADD busybox.tar /
CMD ["sh"]
