FROM scratch
ADD debian-12.tar /
CMD ["bash"]
